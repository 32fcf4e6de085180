CREATE SCHEMA "matters";
--> statement-breakpoint
CREATE TABLE "matters"."material_alternative" (
	"matter_code" text NOT NULL,
	"material_code" text NOT NULL,
	"ordinal" integer NOT NULL,
	"title" text,
	CONSTRAINT "material_alternative_matter_code_material_code_ordinal_pk" PRIMARY KEY("matter_code","material_code","ordinal")
);
--> statement-breakpoint
CREATE TABLE "matters"."material_evidence" (
	"matter_code" text NOT NULL,
	"material_code" text NOT NULL,
	"alternative" integer NOT NULL,
	"ordinal" integer NOT NULL,
	"parties" text[] NOT NULL,
	"licence_type" text,
	"items" text[] NOT NULL,
	"grades" text[] NOT NULL,
	"submit" boolean NOT NULL,
	CONSTRAINT "material_evidence_matter_code_material_code_alternative_ordinal_pk" PRIMARY KEY("matter_code","material_code","alternative","ordinal")
);
--> statement-breakpoint
CREATE TABLE "matters"."matter" (
	"code" text PRIMARY KEY NOT NULL,
	"division" text NOT NULL,
	"name" text NOT NULL,
	"basic_code" text NOT NULL,
	"local_basic_code" text,
	"local_impl_code" text,
	"kind_code" text NOT NULL,
	"level_code" text NOT NULL,
	"agency" text NOT NULL,
	"state_code" text NOT NULL,
	"version" integer NOT NULL,
	"service_objects" text[] NOT NULL,
	"handle_kind_code" text NOT NULL,
	"statutory_days" integer,
	"statutory_unit" text,
	"promised_days" integer,
	"promised_unit" text,
	"accept_condition" text,
	"process" text,
	"fee_kind_code" text,
	"handle_scope" text,
	"after_decision_days" integer NOT NULL,
	"legal_basis" text,
	"resources" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "matters"."matter_material" (
	"matter_code" text NOT NULL,
	"ordinal" integer NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"required" boolean NOT NULL,
	"form_code" text NOT NULL,
	"situation_code" text,
	CONSTRAINT "matter_material_matter_code_code_pk" PRIMARY KEY("matter_code","code")
);
--> statement-breakpoint
CREATE TABLE "matters"."matter_result" (
	"matter_code" text NOT NULL,
	"ordinal" integer NOT NULL,
	"name" text NOT NULL,
	"licence_type" text,
	CONSTRAINT "matter_result_matter_code_ordinal_pk" PRIMARY KEY("matter_code","ordinal")
);
--> statement-breakpoint
CREATE TABLE "matters"."matter_situation" (
	"matter_code" text NOT NULL,
	"ordinal" integer NOT NULL,
	"code" text NOT NULL,
	"title" text NOT NULL,
	CONSTRAINT "matter_situation_matter_code_code_pk" PRIMARY KEY("matter_code","code")
);
--> statement-breakpoint
CREATE INDEX "matter_agency_idx" ON "matters"."matter" USING btree ("agency","code");