CREATE TABLE "cases"."case_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "cases"."case_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_no" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"action" text NOT NULL,
	"agency" text NOT NULL,
	"consumer_id" text NOT NULL,
	"operator" text NOT NULL,
	"from_state" text,
	"to_state" text NOT NULL,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "cases"."client_mutation" (
	"agency" text NOT NULL,
	"consumer_id" text NOT NULL,
	"operation" text NOT NULL,
	"client_mutation_id" text NOT NULL,
	"input_digest" text NOT NULL,
	"result_id" text,
	CONSTRAINT "client_mutation_pk" PRIMARY KEY("agency","consumer_id","operation","client_mutation_id")
);
--> statement-breakpoint
CREATE TABLE "cases"."roster_line" (
	"case_no" text NOT NULL,
	"line" integer NOT NULL,
	"subject_key" text,
	"failed_check" text,
	CONSTRAINT "roster_line_case_no_line_pk" PRIMARY KEY("case_no","line")
);
--> statement-breakpoint
ALTER TABLE "cases"."case_party" ADD COLUMN "added_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "cases"."case_party" ADD COLUMN "removed_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "roster_role" text;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "opened_by" text;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "confirmed_by" text;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "expires_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "document_no" text;--> statement-breakpoint
ALTER TABLE "cases"."case" ADD COLUMN "category" text;--> statement-breakpoint
CREATE INDEX "case_event_case_idx" ON "cases"."case_event" USING btree ("case_no","id");--> statement-breakpoint
CREATE INDEX "roster_line_subject_idx" ON "cases"."roster_line" USING btree ("case_no","subject_key");--> statement-breakpoint
CREATE INDEX "case_agency_agency_idx" ON "cases"."case_agency" USING btree ("agency","case_no");