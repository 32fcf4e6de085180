-- Counts of the whole hub lie apart from those of agencies, and months and tens of days from days, so that a dashboard's question reads few pages. Texts are
-- compared as bytes, which is several times cheaper than as words of a language, and pages keep room for counts to be raised where they are.
ALTER TABLE "audit"."usage_count" RENAME TO "usage_count_before";--> statement-breakpoint
ALTER TABLE "audit"."usage_count_before" RENAME CONSTRAINT "usage_count_pk" TO "usage_count_before_pk";--> statement-breakpoint
CREATE TABLE "audit"."usage_count" (
	"side" text COLLATE "C" NOT NULL,
	"agency_credit_code" text COLLATE "C" NOT NULL,
	"dimension" text COLLATE "C" NOT NULL,
	"span" text COLLATE "C" NOT NULL,
	"at" date NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"entries" bigint NOT NULL,
	"refused" bigint NOT NULL,
	"failed" bigint NOT NULL,
	"released" bigint NOT NULL,
	"withheld" bigint NOT NULL,
	"rows" bigint NOT NULL,
	"subjects" bigint NOT NULL,
	CONSTRAINT "usage_count_pk" PRIMARY KEY("side","agency_credit_code","dimension","span","at","key")
) PARTITION BY LIST ("side");--> statement-breakpoint
CREATE TABLE "audit"."usage_count_all" PARTITION OF "audit"."usage_count" FOR VALUES IN ('ALL') PARTITION BY LIST ("span");--> statement-breakpoint
CREATE TABLE "audit"."usage_count_all_day" PARTITION OF "audit"."usage_count_all" FOR VALUES IN ('DAY') WITH (fillfactor = 70);--> statement-breakpoint
CREATE TABLE "audit"."usage_count_all_ten_days" PARTITION OF "audit"."usage_count_all" FOR VALUES IN ('TEN_DAYS') WITH (fillfactor = 70);--> statement-breakpoint
CREATE TABLE "audit"."usage_count_all_month" PARTITION OF "audit"."usage_count_all" FOR VALUES IN ('MONTH') WITH (fillfactor = 70);--> statement-breakpoint
CREATE TABLE "audit"."usage_count_consumer" PARTITION OF "audit"."usage_count" FOR VALUES IN ('CONSUMER') WITH (fillfactor = 70);--> statement-breakpoint
CREATE TABLE "audit"."usage_count_provider" PARTITION OF "audit"."usage_count" FOR VALUES IN ('PROVIDER') WITH (fillfactor = 70);--> statement-breakpoint
INSERT INTO "audit"."usage_count" SELECT * FROM "audit"."usage_count_before" ORDER BY "side", "agency_credit_code", "dimension", "span", "at", "key";--> statement-breakpoint
INSERT INTO "audit"."usage_count"
SELECT "side", "agency_credit_code", "dimension", 'TEN_DAYS', date_trunc('month', "at"::timestamp)::date + CASE WHEN extract(day FROM "at") > 20 THEN 20 WHEN extract(day FROM "at") > 10 THEN 10 ELSE 0 END AS "ten_days",
	"key", sum("entries"), sum("refused"), sum("failed"), sum("released"), sum("withheld"), sum("rows"), sum("subjects")
FROM "audit"."usage_count_before" WHERE "side" = 'ALL' AND "span" = 'DAY' GROUP BY "side", "agency_credit_code", "dimension", "ten_days", "key";--> statement-breakpoint
DROP TABLE "audit"."usage_count_before";
