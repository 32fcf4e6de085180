CREATE TABLE "audit"."alert" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit"."alert_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"trace_id" text NOT NULL,
	"agency_credit_code" text NOT NULL,
	"operator" text NOT NULL,
	"case_no" text,
	"subject_key" text
);
--> statement-breakpoint
CREATE INDEX "alert_at_idx" ON "audit"."alert" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "alert_agency_idx" ON "audit"."alert" USING btree ("agency_credit_code","at","id");