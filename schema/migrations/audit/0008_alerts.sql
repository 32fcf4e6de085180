CREATE TABLE "audit"."alert_division" (
	"agency_credit_code" text NOT NULL,
	"operator" text NOT NULL,
	"division" text NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "alert_division_pk" PRIMARY KEY("agency_credit_code","operator","division")
);
--> statement-breakpoint
CREATE TABLE "audit"."alert_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit"."alert_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"alert_id" bigint NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"agency_credit_code" text NOT NULL,
	"operator" text NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"explanation" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."alert_position" (
	"stream" integer PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."alert_rule" (
	"code" text PRIMARY KEY NOT NULL,
	"enabled" boolean NOT NULL,
	"parameters" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."alert_trace" (
	"rule" text NOT NULL,
	"agency_credit_code" text NOT NULL,
	"actor" text NOT NULL,
	"span" timestamp (3) with time zone NOT NULL,
	"key" text NOT NULL,
	"entry" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"weight" integer NOT NULL,
	CONSTRAINT "alert_trace_pk" PRIMARY KEY("agency_credit_code","actor","rule","span","key")
);
--> statement-breakpoint
CREATE TABLE "audit"."client_mutation" (
	"agency" text NOT NULL,
	"consumer_id" text NOT NULL,
	"operation" text NOT NULL,
	"client_mutation_id" text NOT NULL,
	"input_digest" text NOT NULL,
	"result_id" text,
	CONSTRAINT "client_mutation_pk" PRIMARY KEY("agency","consumer_id","operation","client_mutation_id")
);
--> statement-breakpoint
CREATE TABLE "audit"."use_report" (
	"id" text NOT NULL,
	"agency_credit_code" text NOT NULL,
	"day" date NOT NULL,
	"provider_credit_code" text NOT NULL,
	"entries" integer NOT NULL,
	"operator" text NOT NULL,
	"compared_at" timestamp (3) with time zone,
	CONSTRAINT "use_report_pk" PRIMARY KEY("agency_credit_code","day","provider_credit_code"),
	CONSTRAINT "use_report_id_unique" UNIQUE("id")
);
--> statement-breakpoint
ALTER TABLE "audit"."alert" ADD COLUMN "evidence" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit"."alert" ADD COLUMN "state" text DEFAULT 'OPEN' NOT NULL;--> statement-breakpoint
ALTER TABLE "audit"."alert" ADD COLUMN "explanation" text;--> statement-breakpoint
ALTER TABLE "audit"."alert" ADD COLUMN "counted" integer;--> statement-breakpoint
ALTER TABLE "audit"."alert" ADD COLUMN "expected" integer;--> statement-breakpoint
ALTER TABLE "audit"."alert" ADD COLUMN "provider_credit_code" text;--> statement-breakpoint
ALTER TABLE "audit"."alert" ADD COLUMN "cause" text;--> statement-breakpoint
ALTER TABLE "audit"."alert" ADD COLUMN "told_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "alert_event_alert_idx" ON "audit"."alert_event" USING btree ("alert_id","id");--> statement-breakpoint
CREATE INDEX "alert_trace_span_idx" ON "audit"."alert_trace" USING btree ("span");--> statement-breakpoint
CREATE INDEX "use_report_waiting_idx" ON "audit"."use_report" USING btree ("day") WHERE compared_at is null;--> statement-breakpoint
CREATE INDEX "alert_untold_idx" ON "audit"."alert" USING btree ("id") WHERE told_at is null;--> statement-breakpoint
-- What was raised before has been seen in the list and is not told of now; entries of before the rules are not looked at by them.
UPDATE "audit"."alert" SET "evidence" = array["entry"], "told_at" = "at";--> statement-breakpoint
ALTER TABLE "audit"."alert" DROP COLUMN "entry";--> statement-breakpoint
ALTER TABLE "audit"."alert" ADD CONSTRAINT "alert_cause_unique" UNIQUE("cause");--> statement-breakpoint
INSERT INTO "audit"."alert_position" SELECT stream, max(seq) FROM "audit"."access_record" GROUP BY stream;--> statement-breakpoint
-- The limits are the hub's own until the sharing authority says otherwise.
INSERT INTO "audit"."alert_rule" ("code", "enabled", "parameters") VALUES
	('MANY_SUBJECTS', true, '{"operator": 100, "unattended": 5000}'),
	('REPEATED_MISMATCH', true, '{"operator": 20, "unattended": 1000}'),
	('AFTER_HOURS', true, '{"from": 7, "to": 20}'),
	('OFF_REGION', true, '{"days": 30}'),
	('COUNTS_DIFFER', true, '{"difference": 0}');
