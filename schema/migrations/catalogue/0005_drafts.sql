CREATE TABLE "catalogue"."application_draft" (
	"id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"agency_credit_code" text NOT NULL,
	"title" text NOT NULL,
	"content" jsonb NOT NULL,
	"kept_by" text NOT NULL,
	"kept_at" timestamp (3) with time zone NOT NULL,
	"discarded_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "catalogue"."grant_use" (
	"grant_id" text NOT NULL,
	"day" date NOT NULL,
	"requests" integer NOT NULL,
	CONSTRAINT "grant_use_grant_id_day_pk" PRIMARY KEY("grant_id","day")
);
--> statement-breakpoint
CREATE INDEX "application_draft_agency_idx" ON "catalogue"."application_draft" USING btree ("agency_credit_code","kept_at","id");