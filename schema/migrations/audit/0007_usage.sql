CREATE TABLE "audit"."day_figure" (
	"day" date NOT NULL,
	"code" text NOT NULL,
	"value" bigint NOT NULL,
	CONSTRAINT "day_figure_day_code_pk" PRIMARY KEY("day","code")
);
--> statement-breakpoint
CREATE TABLE "audit"."grant_first_use" (
	"grant_id" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."indicator_value" (
	"month" date NOT NULL,
	"agency_credit_code" text NOT NULL,
	"code" text NOT NULL,
	"value" double precision NOT NULL,
	"basis" integer NOT NULL,
	CONSTRAINT "indicator_value_month_agency_credit_code_code_pk" PRIMARY KEY("month","agency_credit_code","code")
);
--> statement-breakpoint
CREATE TABLE "audit"."score_rule" (
	"code" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"weight" double precision NOT NULL,
	"target" double precision NOT NULL,
	"worst" double precision NOT NULL,
	"unit" text NOT NULL,
	"ordinal" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."usage_count" (
	"side" text NOT NULL,
	"agency_credit_code" text NOT NULL,
	"dimension" text NOT NULL,
	"span" text NOT NULL,
	"at" date NOT NULL,
	"key" text NOT NULL,
	"entries" bigint NOT NULL,
	"refused" bigint NOT NULL,
	"failed" bigint NOT NULL,
	"released" bigint NOT NULL,
	"withheld" bigint NOT NULL,
	"rows" bigint NOT NULL,
	"subjects" bigint NOT NULL,
	CONSTRAINT "usage_count_pk" PRIMARY KEY("side","agency_credit_code","dimension","span","at","key")
);
--> statement-breakpoint
CREATE TABLE "audit"."usage_item" (
	"coordinate" text PRIMARY KEY NOT NULL,
	"resource" text NOT NULL,
	"provider_credit_code" text
);
--> statement-breakpoint
CREATE TABLE "audit"."usage_position" (
	"stream" integer PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."usage_state" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"counted_at" timestamp (3) with time zone NOT NULL
);

--> statement-breakpoint
-- The rules as they are shipped. They are data: whoever owns the database may put others in their place.
INSERT INTO "audit"."score_rule" ("code", "title", "weight", "target", "worst", "unit", "ordinal") VALUES
	('ANSWERED_ON_TIME', '共享申请按时答复率', 30, 1, 0.8, 'SHARE', 1),
	('DAYS_TO_FIRST_USE', '申请到首次授权答复平均天数', 20, 10, 60, 'DAYS', 2),
	('FRESH_RESOURCES', '资源按期更新率', 20, 1, 0.5, 'SHARE', 3),
	('GRANTED_ITEMS_USED', '获授权信息项使用率', 15, 1, 0, 'SHARE', 4),
	('REQUESTS_GRANTED', '请求未被拒绝率', 15, 0.98, 0.5, 'SHARE', 5);
