CREATE SCHEMA "catalogue";
--> statement-breakpoint
CREATE TABLE "catalogue"."access_grant" (
	"id" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"consumer_credit_code" text NOT NULL,
	"provider_credit_code" text NOT NULL,
	"matters" text[] NOT NULL,
	"agency_roles" text[] NOT NULL,
	"binding" jsonb NOT NULL,
	"regions" text[] NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"legal_basis" text NOT NULL,
	"approved_by" text NOT NULL,
	"approved_on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalogue"."access_grant_item" (
	"grant_id" text NOT NULL,
	"item" text NOT NULL,
	"disclosure" text NOT NULL,
	"arguments" jsonb,
	CONSTRAINT "access_grant_item_grant_id_item_pk" PRIMARY KEY("grant_id","item")
);
--> statement-breakpoint
CREATE TABLE "catalogue"."agency" (
	"credit_code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"division" text NOT NULL,
	"regions" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalogue"."catalogue_version" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalogue"."consumer" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"personas" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "catalogue"."registration" (
	"consumer_id" text NOT NULL,
	"agency_credit_code" text NOT NULL,
	"state" text NOT NULL,
	CONSTRAINT "registration_consumer_id_agency_credit_code_pk" PRIMARY KEY("consumer_id","agency_credit_code")
);
--> statement-breakpoint
CREATE TABLE "catalogue"."resource" (
	"code" text PRIMARY KEY NOT NULL,
	"class_code" text NOT NULL,
	"slice" text,
	"name" text NOT NULL,
	"provider_credit_code" text NOT NULL,
	"summary" text,
	"format_code" text NOT NULL,
	"share_class" text NOT NULL,
	"share_condition" text,
	"withheld_basis" text,
	"update_cycle_code" text NOT NULL,
	"is_open" boolean NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"published_on" date
);
--> statement-breakpoint
CREATE INDEX "access_grant_consumer_idx" ON "catalogue"."access_grant" USING btree ("consumer_credit_code","id");--> statement-breakpoint
CREATE INDEX "access_grant_provider_idx" ON "catalogue"."access_grant" USING btree ("provider_credit_code","id");--> statement-breakpoint
CREATE INDEX "resource_provider_idx" ON "catalogue"."resource" USING btree ("provider_credit_code","code");