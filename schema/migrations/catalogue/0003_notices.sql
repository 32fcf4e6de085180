CREATE TABLE "catalogue"."notice" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "catalogue"."notice_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"agency_credit_code" text NOT NULL,
	"consumer_id" text,
	"about_kind" text NOT NULL,
	"about_id" text NOT NULL,
	"cause" text,
	"read_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "catalogue"."webhook" (
	"id" text PRIMARY KEY NOT NULL,
	"agency_credit_code" text NOT NULL,
	"authority" boolean NOT NULL,
	"url" text NOT NULL,
	"kinds" text[] NOT NULL,
	"sealed_secret" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"removed_at" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"rest_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalogue"."webhook_attempt" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "catalogue"."webhook_attempt_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"webhook_id" text NOT NULL,
	"notice_id" bigint NOT NULL,
	"attempt" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"status" integer,
	"fault" text,
	"duration_ms" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalogue"."webhook_delivery" (
	"notice_id" bigint NOT NULL,
	"webhook_id" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "webhook_delivery_notice_id_webhook_id_pk" PRIMARY KEY("notice_id","webhook_id")
);
--> statement-breakpoint
CREATE INDEX "notice_agency_idx" ON "catalogue"."notice" USING btree ("agency_credit_code","id");--> statement-breakpoint
CREATE INDEX "notice_unread_idx" ON "catalogue"."notice" USING btree ("agency_credit_code","id") WHERE "catalogue"."notice"."read_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "notice_cause_idx" ON "catalogue"."notice" USING btree ("cause");--> statement-breakpoint
CREATE INDEX "webhook_agency_idx" ON "catalogue"."webhook" USING btree ("agency_credit_code","id");--> statement-breakpoint
CREATE INDEX "webhook_attempt_webhook_idx" ON "catalogue"."webhook_attempt" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE INDEX "webhook_delivery_waiting_idx" ON "catalogue"."webhook_delivery" USING btree ("webhook_id","due_at") WHERE "catalogue"."webhook_delivery"."state" = 'WAITING';