CREATE TABLE "audit"."library_count" (
	"library" text PRIMARY KEY NOT NULL,
	"as_of" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."library_statistic" (
	"library" text NOT NULL,
	"counted_of" text NOT NULL,
	"counted_by" text NOT NULL,
	"key" text NOT NULL,
	"measure" text NOT NULL,
	"name" text,
	"value" double precision NOT NULL,
	CONSTRAINT "library_statistic_library_counted_of_counted_by_key_measure_pk" PRIMARY KEY("library","counted_of","counted_by","key","measure")
);
