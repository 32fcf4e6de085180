create extension if not exists postgis;
--> statement-breakpoint
CREATE SCHEMA "geo";
--> statement-breakpoint
CREATE TABLE "geo"."address" (
	"code" text PRIMARY KEY NOT NULL,
	"full_text" text NOT NULL,
	"division" text NOT NULL,
	"town_code" text,
	"village_code" text,
	"street" text,
	"door_no" text,
	"estate" text,
	"building" text,
	"unit" text,
	"room" text,
	"address_type_code" text,
	"location" geometry(Point,4490)
);
--> statement-breakpoint
CREATE TABLE "geo"."division" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"full_name" text NOT NULL,
	"level" integer NOT NULL,
	"parent_code" text,
	"center" geometry(Point,4490),
	"boundary" geometry(MultiPolygon,4490),
	"valid_from" date,
	"valid_to" date
);
--> statement-breakpoint
CREATE TABLE "geo"."real_estate_unit" (
	"unit_code" text PRIMARY KEY NOT NULL,
	"division" text NOT NULL,
	"parcel_code" text,
	"location" text,
	"area" numeric,
	"land_use_code" text,
	"building_use_code" text,
	"right_type_code" text,
	"right_nature_code" text,
	"certificate_no" text,
	"term_from" date,
	"term_to" date,
	"address_code" text,
	"boundary" geometry(MultiPolygon,4490),
	"status_code" text
);
--> statement-breakpoint
CREATE TABLE "geo"."right_holder" (
	"unit_code" text NOT NULL,
	"subject_key" text NOT NULL,
	"organisation" boolean NOT NULL,
	"division" text NOT NULL,
	"name" text,
	"share" text,
	"place" integer NOT NULL,
	CONSTRAINT "right_holder_unit_code_subject_key_pk" PRIMARY KEY("unit_code","subject_key")
);
--> statement-breakpoint
CREATE TABLE "geo"."service_hall" (
	"poi_code" text PRIMARY KEY NOT NULL,
	"division" text NOT NULL,
	"name" text NOT NULL,
	"kind_code" text,
	"level_code" text,
	"agency_credit_code" text,
	"address" text,
	"location" geometry(Point,4490),
	"open_hours" text,
	"phone" text,
	"matter_codes" text[] NOT NULL,
	"windows" integer,
	"status_code" text
);
--> statement-breakpoint
CREATE TABLE "geo"."unit_restriction" (
	"registration_no" text PRIMARY KEY NOT NULL,
	"unit_code" text NOT NULL,
	"division" text NOT NULL,
	"kind_code" text NOT NULL,
	"registered_on" date NOT NULL,
	"released_on" date,
	"authority" text
);
--> statement-breakpoint
CREATE INDEX "address_location_idx" ON "geo"."address" USING gist ("location");--> statement-breakpoint
CREATE INDEX "division_parent_idx" ON "geo"."division" USING btree ("parent_code","code");--> statement-breakpoint
CREATE INDEX "division_boundary_idx" ON "geo"."division" USING gist ("boundary");--> statement-breakpoint
CREATE INDEX "real_estate_unit_address_idx" ON "geo"."real_estate_unit" USING btree ("address_code","unit_code");--> statement-breakpoint
CREATE INDEX "real_estate_unit_boundary_idx" ON "geo"."real_estate_unit" USING gist ("boundary");--> statement-breakpoint
CREATE INDEX "right_holder_subject_idx" ON "geo"."right_holder" USING btree ("subject_key","unit_code");--> statement-breakpoint
CREATE INDEX "service_hall_division_idx" ON "geo"."service_hall" USING btree ("division","poi_code");--> statement-breakpoint
CREATE INDEX "service_hall_location_idx" ON "geo"."service_hall" USING gist ("location");--> statement-breakpoint
CREATE INDEX "unit_restriction_unit_idx" ON "geo"."unit_restriction" USING btree ("unit_code","registered_on");