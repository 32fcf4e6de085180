CREATE SCHEMA "population";
--> statement-breakpoint
CREATE TABLE "population"."household" (
	"household_no" text PRIMARY KEY NOT NULL,
	"division" text NOT NULL,
	"household_type" text,
	"address" text,
	"police_station" text,
	"village_code" text
);
--> statement-breakpoint
CREATE TABLE "population"."household_member" (
	"subject_key" text PRIMARY KEY NOT NULL,
	"household_no" text NOT NULL,
	"relation_code" text,
	"place" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "population"."person" (
	"subject_key" text PRIMARY KEY NOT NULL,
	"division" text NOT NULL,
	"citizen_id" text NOT NULL,
	"name" text,
	"former_name" text,
	"sex_code" text,
	"nation_code" text,
	"birth_date" date NOT NULL,
	"native_division" text,
	"birth_division" text,
	"marital_code" text,
	"education_code" text,
	"status_code" text NOT NULL,
	"mobile" text,
	"registered_address" text,
	"registered_division" text,
	"residence_address" text,
	"residence_address_code" text,
	"residence_division" text,
	"residence_registered_on" date,
	"id_card_valid_from" date,
	"id_card_valid_to" date,
	"id_card_long_term" boolean,
	"id_card_issuer" text,
	CONSTRAINT "person_citizen_id_unique" UNIQUE("citizen_id")
);
--> statement-breakpoint
CREATE TABLE "population"."person_relation" (
	"subject_key" text NOT NULL,
	"related_key" text NOT NULL,
	"relation_code" text NOT NULL,
	"guardian" boolean NOT NULL,
	CONSTRAINT "person_relation_subject_key_related_key_pk" PRIMARY KEY("subject_key","related_key")
);
--> statement-breakpoint
CREATE TABLE "population"."protected_person" (
	"subject_key" text PRIMARY KEY NOT NULL,
	"grade" text NOT NULL,
	"agencies" text[] NOT NULL,
	"items" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "population"."vital_event" (
	"subject_key" text NOT NULL,
	"kind_code" text NOT NULL,
	"occurred_on" date NOT NULL,
	"registration_no" text PRIMARY KEY NOT NULL,
	"registrar" text
);
--> statement-breakpoint
CREATE INDEX "household_member_household_idx" ON "population"."household_member" USING btree ("household_no");--> statement-breakpoint
CREATE INDEX "vital_event_subject_idx" ON "population"."vital_event" USING btree ("subject_key","occurred_on");