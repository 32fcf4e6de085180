CREATE SCHEMA "licences";
--> statement-breakpoint
CREATE TABLE "licences"."licence" (
	"identifier" text PRIMARY KEY NOT NULL,
	"type_code" text NOT NULL,
	"division" text NOT NULL,
	"name" text NOT NULL,
	"number" text,
	"issuer_code" text,
	"issuer_name" text,
	"issued_on" date,
	"valid_from" date,
	"valid_to" date,
	"version" integer NOT NULL,
	"state_code" text NOT NULL,
	"state_since" date,
	"trust_grade" text,
	"supersedes" text,
	"current" boolean NOT NULL,
	"sealed_face" text
);
--> statement-breakpoint
CREATE TABLE "licences"."licence_holder" (
	"identifier" text NOT NULL,
	"place" integer NOT NULL,
	"subject_key" text NOT NULL,
	"division" text NOT NULL,
	"type_code" text NOT NULL,
	"name" text NOT NULL,
	"document_type_code" text NOT NULL,
	CONSTRAINT "licence_holder_identifier_subject_key_pk" PRIMARY KEY("identifier","subject_key")
);
--> statement-breakpoint
CREATE TABLE "licences"."licence_type" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"definer_code" text,
	"holder_kind_code" text,
	"validity_rule" text,
	"face_schema" jsonb NOT NULL,
	"matter_codes" text[] NOT NULL,
	"status_code" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "licences"."licence" ADD CONSTRAINT "licence_type_code_licence_type_code_fk" FOREIGN KEY ("type_code") REFERENCES "licences"."licence_type"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licences"."licence_holder" ADD CONSTRAINT "licence_holder_identifier_licence_identifier_fk" FOREIGN KEY ("identifier") REFERENCES "licences"."licence"("identifier") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "licence_holder_subject_idx" ON "licences"."licence_holder" USING btree ("subject_key","type_code");