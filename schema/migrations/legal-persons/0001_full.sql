-- What the index of names holds of each: pairs of neighbouring characters, and the divisions that it lies in, by the digits of each level.
create function legal_persons.search_tokens(comparable text, place text) returns text[] language sql immutable strict parallel safe as $$
  select array(select substr(comparable, at, 2) from generate_series(1, char_length(comparable) - 1) as at)
    || array['#' || left(place, 2), '#' || left(place, 4), '#' || left(place, 6), '#' || left(place, 9), '#' || place]
$$;
--> statement-breakpoint
-- Names were compared with their punctuation before.
update legal_persons.legal_person set comparable_name = regexp_replace(comparable_name, '[[:punct:]·、。“”‘’《》]', '', 'g');
--> statement-breakpoint
CREATE TABLE "legal_persons"."public_institution" (
	"subject_key" text PRIMARY KEY NOT NULL,
	"division" text NOT NULL,
	"organizer" text,
	"organizer_name" text,
	"fund_source_code" text,
	"startup_fund" numeric,
	"purpose" text,
	"certificate_from" date,
	"certificate_to" date,
	"source_agency" text,
	"source_system" text,
	"source_record_id" text,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"quality_flags" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "legal_persons"."social_organisation" (
	"subject_key" text PRIMARY KEY NOT NULL,
	"division" text NOT NULL,
	"supervisor" text,
	"supervisor_name" text,
	"activity_area" text,
	"kind_code" text,
	"is_charity" boolean,
	"foundation_kind_code" text,
	"certificate_from" date,
	"certificate_to" date,
	"source_agency" text,
	"source_system" text,
	"source_record_id" text,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"quality_flags" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
DROP INDEX "legal_persons"."legal_person_comparable_name_idx";--> statement-breakpoint
ALTER TABLE "legal_persons"."abnormal_listing" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "legal_persons"."abnormal_listing" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "legal_persons"."abnormal_listing" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "legal_persons"."abnormal_listing" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."abnormal_listing" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."abnormal_listing" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."abnormal_listing" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person" ADD COLUMN "industry_class_code" text;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person" ADD COLUMN "industry_class_name" text;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person" ADD COLUMN "scatter" text GENERATED ALWAYS AS (left(md5(subject_key), 8)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person_change" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person_change" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person_change" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person_change" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person_change" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person_change" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person_change" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person_staff" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person_staff" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person_staff" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person_staff" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person_staff" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person_staff" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."legal_person_staff" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."shareholder" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "legal_persons"."shareholder" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "legal_persons"."shareholder" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "legal_persons"."shareholder" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."shareholder" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."shareholder" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "legal_persons"."shareholder" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "legal_person_scatter_idx" ON "legal_persons"."legal_person" USING btree ("scatter","subject_key","comparable_name","division");--> statement-breakpoint
CREATE INDEX "legal_person_search_idx" ON "legal_persons"."legal_person" USING gin (legal_persons.search_tokens("comparable_name", "division")) WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "legal_person_comparable_name_idx" ON "legal_persons"."legal_person" USING btree ("comparable_name","scatter","subject_key");