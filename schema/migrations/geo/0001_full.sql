-- What the index of addresses holds of each: pairs of neighbouring characters, and the divisions that it lies in, by the digits of each level.
create function geo.search_tokens(comparable text, place text) returns text[] language sql immutable strict parallel safe as $$
  select array(select substr(comparable, at, 2) from generate_series(1, char_length(comparable) - 1) as at)
    || array['#' || left(place, 2), '#' || left(place, 4), '#' || left(place, 6), '#' || left(place, 9), '#' || place]
$$;
--> statement-breakpoint
CREATE TABLE "geo"."division_change" (
	"code" text NOT NULL,
	"changed_on" date NOT NULL,
	"kind_code" text NOT NULL,
	"former_name" text,
	"replaced_by" text,
	"source_agency" text,
	"source_system" text,
	"source_record_id" text,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"quality_flags" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "division_change_code_changed_on_pk" PRIMARY KEY("code","changed_on")
);
--> statement-breakpoint
DROP INDEX "geo"."service_hall_location_idx";--> statement-breakpoint
ALTER TABLE "geo"."address" ADD COLUMN "comparable_text" text;--> statement-breakpoint
-- As near as SQL comes to what the library makes of a text; a later load writes it exactly.
update "geo"."address" set "comparable_text" = upper(regexp_replace(normalize("full_text", NFKC), '[[:punct:][:space:]]', '', 'g'));--> statement-breakpoint
ALTER TABLE "geo"."address" ALTER COLUMN "comparable_text" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."address" ADD COLUMN "precision_code" text;--> statement-breakpoint
ALTER TABLE "geo"."address" ADD COLUMN "status_code" text;--> statement-breakpoint
ALTER TABLE "geo"."address" ADD COLUMN "valid_from" date;--> statement-breakpoint
ALTER TABLE "geo"."address" ADD COLUMN "place" text GENERATED ALWAYS AS (left(code, 12)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."address" ADD COLUMN "scatter" text GENERATED ALWAYS AS (left(md5(code), 8)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."address" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "geo"."address" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "geo"."address" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "geo"."address" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."address" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."address" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."address" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."division" ADD COLUMN "short_name" text;--> statement-breakpoint
ALTER TABLE "geo"."division" ADD COLUMN "pinyin" text;--> statement-breakpoint
ALTER TABLE "geo"."division" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "geo"."division" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "geo"."division" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "geo"."division" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."division" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."division" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."division" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."real_estate_unit" ADD COLUMN "parcel_feature_code" text;--> statement-breakpoint
ALTER TABLE "geo"."real_estate_unit" ADD COLUMN "parcel_area" numeric;--> statement-breakpoint
ALTER TABLE "geo"."real_estate_unit" ADD COLUMN "parcel_area_unit_code" text;--> statement-breakpoint
ALTER TABLE "geo"."real_estate_unit" ADD COLUMN "grade_code" text;--> statement-breakpoint
ALTER TABLE "geo"."real_estate_unit" ADD COLUMN "plot_ratio" numeric;--> statement-breakpoint
ALTER TABLE "geo"."real_estate_unit" ADD COLUMN "building_density" numeric;--> statement-breakpoint
ALTER TABLE "geo"."real_estate_unit" ADD COLUMN "map_sheet_no" text;--> statement-breakpoint
ALTER TABLE "geo"."real_estate_unit" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "geo"."real_estate_unit" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "geo"."real_estate_unit" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "geo"."real_estate_unit" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."real_estate_unit" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."real_estate_unit" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."real_estate_unit" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."right_holder" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "geo"."right_holder" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "geo"."right_holder" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "geo"."right_holder" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."right_holder" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."right_holder" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."right_holder" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."service_hall" ADD COLUMN "address_code" text;--> statement-breakpoint
ALTER TABLE "geo"."service_hall" ADD COLUMN "booking" boolean;--> statement-breakpoint
ALTER TABLE "geo"."service_hall" ADD COLUMN "accessible" boolean;--> statement-breakpoint
ALTER TABLE "geo"."service_hall" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "geo"."service_hall" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "geo"."service_hall" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "geo"."service_hall" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."service_hall" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."service_hall" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."service_hall" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."unit_restriction" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "geo"."unit_restriction" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "geo"."unit_restriction" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "geo"."unit_restriction" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."unit_restriction" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."unit_restriction" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "geo"."unit_restriction" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "division_change_replaced_by_idx" ON "geo"."division_change" USING btree ("replaced_by","changed_on");--> statement-breakpoint
CREATE INDEX "address_text_idx" ON "geo"."address" USING btree ("comparable_text","scatter","code");--> statement-breakpoint
CREATE INDEX "address_scatter_idx" ON "geo"."address" USING btree ("scatter","code","comparable_text","place");--> statement-breakpoint
CREATE INDEX "address_tokens_idx" ON "geo"."address" USING gin (geo.search_tokens("comparable_text", "place")) WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "service_hall_place_idx" ON "geo"."service_hall" USING gist (("location"::geography));--> statement-breakpoint
CREATE INDEX "service_hall_matters_idx" ON "geo"."service_hall" USING gin ("matter_codes");