CREATE SCHEMA "supervision";
--> statement-breakpoint
CREATE TABLE "supervision"."finding" (
	"inspection_no" text NOT NULL,
	"ordinal" integer NOT NULL,
	"subject_key" text NOT NULL,
	"division" text NOT NULL,
	"description" text,
	"severity_code" text,
	"published" boolean NOT NULL,
	CONSTRAINT "finding_inspection_no_ordinal_pk" PRIMARY KEY("inspection_no","ordinal")
);
--> statement-breakpoint
CREATE TABLE "supervision"."inspection" (
	"inspection_no" text PRIMARY KEY NOT NULL,
	"subject_key" text NOT NULL,
	"division" text NOT NULL,
	"kind_code" text NOT NULL,
	"matter_code" text,
	"authority" text NOT NULL,
	"planned_on" date NOT NULL,
	"inspected_on" date,
	"result_code" text,
	"publicity_ends_on" date,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "supervision"."legal_person_ban" (
	"decision_no" text NOT NULL,
	"subject_key" text NOT NULL,
	"division" text NOT NULL,
	"kind_code" text NOT NULL,
	"banned_from" date NOT NULL,
	"banned_to" date,
	"authority" text,
	CONSTRAINT "legal_person_ban_subject_key_decision_no_pk" PRIMARY KEY("subject_key","decision_no")
);
--> statement-breakpoint
CREATE TABLE "supervision"."person_ban" (
	"decision_no" text NOT NULL,
	"subject_key" text NOT NULL,
	"division" text NOT NULL,
	"kind_code" text NOT NULL,
	"banned_from" date NOT NULL,
	"banned_to" date,
	"authority" text,
	CONSTRAINT "person_ban_subject_key_decision_no_pk" PRIMARY KEY("subject_key","decision_no")
);
--> statement-breakpoint
CREATE TABLE "supervision"."rectification" (
	"inspection_no" text PRIMARY KEY NOT NULL,
	"subject_key" text NOT NULL,
	"division" text NOT NULL,
	"due_on" date,
	"finished_on" date,
	"state_code" text NOT NULL,
	"note" text
);
--> statement-breakpoint
CREATE INDEX "inspection_subject_idx" ON "supervision"."inspection" USING btree ("subject_key","planned_on");