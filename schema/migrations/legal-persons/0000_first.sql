CREATE SCHEMA "legal_persons";
--> statement-breakpoint
CREATE TABLE "legal_persons"."abnormal_listing" (
	"subject_key" text NOT NULL,
	"included_on" date NOT NULL,
	"place" integer NOT NULL,
	"division" text NOT NULL,
	"reason" text,
	"authority" text,
	"removed_on" date,
	"removal_reason" text,
	"removal_authority" text,
	CONSTRAINT "abnormal_listing_subject_key_place_pk" PRIMARY KEY("subject_key","place")
);
--> statement-breakpoint
CREATE TABLE "legal_persons"."legal_person" (
	"subject_key" text PRIMARY KEY NOT NULL,
	"division" text NOT NULL,
	"name" text NOT NULL,
	"comparable_name" text NOT NULL,
	"entity_type_code" text,
	"entity_type_name" text,
	"status_code" text NOT NULL,
	"revoked_on" date,
	"legal_representative_key" text,
	"legal_rep_name" text,
	"domicile" text,
	"address_code" text,
	"registrar" text,
	"registrar_name" text,
	"reg_no" text,
	"established_on" date,
	"approved_on" date,
	"scope" text,
	"capital" numeric,
	"currency" text,
	"term_from" date,
	"term_to" date,
	"industry_code" text,
	"phone" text,
	CONSTRAINT "legal_person_revoked_on" CHECK ("legal_persons"."legal_person"."status_code" not in ('2', '3') or "legal_persons"."legal_person"."revoked_on" is not null)
);
--> statement-breakpoint
CREATE TABLE "legal_persons"."legal_person_change" (
	"subject_key" text NOT NULL,
	"place" integer NOT NULL,
	"division" text NOT NULL,
	"change_item" text,
	"before" text,
	"after" text,
	"changed_on" date NOT NULL,
	"authority" text,
	"person_keys" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "legal_person_change_subject_key_place_pk" PRIMARY KEY("subject_key","place")
);
--> statement-breakpoint
CREATE TABLE "legal_persons"."legal_person_staff" (
	"subject_key" text NOT NULL,
	"place" integer NOT NULL,
	"division" text NOT NULL,
	"name" text,
	"position" text,
	"person_key" text,
	CONSTRAINT "legal_person_staff_subject_key_place_pk" PRIMARY KEY("subject_key","place")
);
--> statement-breakpoint
CREATE TABLE "legal_persons"."shareholder" (
	"subject_key" text NOT NULL,
	"place" integer NOT NULL,
	"division" text NOT NULL,
	"name" text,
	"person_key" text,
	"legal_person" text,
	"contribution" numeric,
	"ratio" numeric,
	CONSTRAINT "shareholder_subject_key_place_pk" PRIMARY KEY("subject_key","place")
);
--> statement-breakpoint
CREATE INDEX "legal_person_representative_idx" ON "legal_persons"."legal_person" USING btree ("legal_representative_key");--> statement-breakpoint
CREATE INDEX "legal_person_address_idx" ON "legal_persons"."legal_person" USING btree ("address_code");--> statement-breakpoint
CREATE INDEX "legal_person_comparable_name_idx" ON "legal_persons"."legal_person" USING btree ("comparable_name");