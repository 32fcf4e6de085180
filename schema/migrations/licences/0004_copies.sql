CREATE TABLE "licences"."copy_mutation" (
	"agency" text NOT NULL,
	"consumer_id" text NOT NULL,
	"operation" text NOT NULL,
	"client_mutation_id" text NOT NULL,
	"input_digest" text NOT NULL,
	"result_id" text,
	CONSTRAINT "copy_mutation_pk" PRIMARY KEY("agency","consumer_id","operation","client_mutation_id")
);
--> statement-breakpoint
CREATE TABLE "licences"."licence_authorisation" (
	"id" text PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"subject_key" text NOT NULL,
	"division" text NOT NULL,
	"identifiers" text[] NOT NULL,
	"agency" text NOT NULL,
	"matter_code" text NOT NULL,
	"times" integer NOT NULL,
	"used" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "licences"."licence_copy" (
	"number" text PRIMARY KEY NOT NULL,
	"consumer_id" text NOT NULL,
	"agency" text NOT NULL,
	"operator" text NOT NULL,
	"represented_key" text,
	"matter_code" text NOT NULL,
	"case_no" text NOT NULL,
	"confidential" boolean NOT NULL,
	"basis" text NOT NULL,
	"authorisation_id" text,
	"grants" text[] NOT NULL,
	"reason" text NOT NULL,
	"watermark" text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"withdrawal_reason" text,
	"file_sm3" text NOT NULL,
	"sealed_file" "bytea",
	"kept_until" timestamp (3) with time zone NOT NULL,
	"address_hash" text,
	"address_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "licences"."licence_copy_holder" (
	"number" text NOT NULL,
	"identifier" text NOT NULL,
	"subject_key" text NOT NULL,
	"division" text NOT NULL,
	"type_code" text NOT NULL,
	"issuer_code" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "licence_copy_holder_number_identifier_subject_key_pk" PRIMARY KEY("number","identifier","subject_key")
);
--> statement-breakpoint
CREATE TABLE "licences"."licence_preview" (
	"subject_key" text PRIMARY KEY NOT NULL,
	"division" text NOT NULL,
	"type_codes" text[] NOT NULL,
	"consumer_id" text NOT NULL,
	"operator" text NOT NULL,
	"agency" text NOT NULL,
	"matter_code" text NOT NULL,
	"case_no" text NOT NULL,
	"grants" text[] NOT NULL,
	"file_sm3" text NOT NULL,
	"sealed_file" "bytea",
	"address_hash" text,
	"address_until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "licences"."licence_showing" (
	"subject_key" text PRIMARY KEY NOT NULL,
	"division" text NOT NULL,
	"identifiers" text[] NOT NULL,
	"code_hash" text,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "licences"."wrong_code" (
	"consumer_id" text PRIMARY KEY NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"times" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "licences"."licence_copy_holder" ADD CONSTRAINT "licence_copy_holder_number_licence_copy_number_fk" FOREIGN KEY ("number") REFERENCES "licences"."licence_copy"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licences"."licence_copy_holder" ADD CONSTRAINT "licence_copy_holder_identifier_licence_identifier_fk" FOREIGN KEY ("identifier") REFERENCES "licences"."licence"("identifier") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "licence_authorisation_code_idx" ON "licences"."licence_authorisation" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "licence_authorisation_subject_idx" ON "licences"."licence_authorisation" USING btree ("subject_key","created_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "licence_copy_file_idx" ON "licences"."licence_copy" USING btree ("file_sm3");--> statement-breakpoint
CREATE UNIQUE INDEX "licence_copy_address_idx" ON "licences"."licence_copy" USING btree ("address_hash");--> statement-breakpoint
CREATE INDEX "licence_copy_authorisation_idx" ON "licences"."licence_copy" USING btree ("authorisation_id");--> statement-breakpoint
CREATE INDEX "licence_copy_kept_idx" ON "licences"."licence_copy" USING btree ("kept_until") WHERE sealed_file is not null;--> statement-breakpoint
CREATE INDEX "licence_copy_holder_subject_idx" ON "licences"."licence_copy_holder" USING btree ("subject_key","created_at","number");--> statement-breakpoint
CREATE UNIQUE INDEX "licence_preview_address_idx" ON "licences"."licence_preview" USING btree ("address_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "licence_showing_code_idx" ON "licences"."licence_showing" USING btree ("code_hash");