CREATE SCHEMA "credit";
--> statement-breakpoint
CREATE TABLE "credit"."commitment" (
	"record_id" text PRIMARY KEY NOT NULL,
	"subject_key" text NOT NULL,
	"natural_person" boolean NOT NULL,
	"division" text NOT NULL,
	"kind_code" text NOT NULL,
	"content" text,
	"case_no" text,
	"accepted_by_code" text,
	"committed_on" date NOT NULL,
	"state_code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credit"."evaluation" (
	"record_id" text PRIMARY KEY NOT NULL,
	"subject_key" text NOT NULL,
	"natural_person" boolean NOT NULL,
	"division" text NOT NULL,
	"name" text NOT NULL,
	"evaluator_code" text,
	"grade_code" text NOT NULL,
	"score" numeric,
	"evaluated_on" date NOT NULL,
	"valid_until" date,
	"model_version" text
);
--> statement-breakpoint
CREATE TABLE "credit"."listing" (
	"record_id" text PRIMARY KEY NOT NULL,
	"subject_key" text NOT NULL,
	"natural_person" boolean NOT NULL,
	"division" text NOT NULL,
	"kind_code" text NOT NULL,
	"list_name" text NOT NULL,
	"reason" text,
	"basis_doc_no" text,
	"authority_code" text,
	"included_on" date NOT NULL,
	"valid_until" date,
	"removed_on" date,
	"repair_state_code" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credit"."penalty" (
	"record_id" text PRIMARY KEY NOT NULL,
	"subject_key" text NOT NULL,
	"natural_person" boolean NOT NULL,
	"division" text NOT NULL,
	"doc_no" text NOT NULL,
	"violation" text,
	"facts" text,
	"basis" text,
	"kind_code" text NOT NULL,
	"content" text,
	"fine_amount" numeric,
	"confiscated_amount" numeric,
	"suspended_licence" text,
	"decided_on" date NOT NULL,
	"valid_until" date,
	"publicity_ends_on" date,
	"authority_code" text,
	"data_source_code" text,
	"state_code" text NOT NULL,
	"repair_state_code" text NOT NULL,
	"remarks" text
);
--> statement-breakpoint
CREATE TABLE "credit"."permit" (
	"record_id" text PRIMARY KEY NOT NULL,
	"subject_key" text NOT NULL,
	"natural_person" boolean NOT NULL,
	"division" text NOT NULL,
	"doc_name" text,
	"doc_no" text NOT NULL,
	"kind_code" text NOT NULL,
	"cert_name" text,
	"cert_no" text,
	"content" text,
	"decided_on" date NOT NULL,
	"valid_from" date,
	"valid_to" date,
	"publicity_ends_on" date,
	"authority_code" text,
	"data_source_code" text,
	"state_code" text NOT NULL,
	"remarks" text
);
--> statement-breakpoint
CREATE INDEX "commitment_subject_idx" ON "credit"."commitment" USING btree ("subject_key","committed_on");--> statement-breakpoint
CREATE INDEX "evaluation_subject_idx" ON "credit"."evaluation" USING btree ("subject_key","evaluated_on");--> statement-breakpoint
CREATE INDEX "listing_subject_idx" ON "credit"."listing" USING btree ("subject_key","included_on");--> statement-breakpoint
CREATE INDEX "penalty_subject_idx" ON "credit"."penalty" USING btree ("subject_key","decided_on");--> statement-breakpoint
CREATE INDEX "permit_subject_idx" ON "credit"."permit" USING btree ("subject_key","decided_on");