CREATE TABLE "audit"."checkpoint" (
	"number" integer PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"head" text NOT NULL,
	"signature" text NOT NULL,
	"key_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit"."checkpoint_range" (
	"stream" integer NOT NULL,
	"last" bigint NOT NULL,
	"first" bigint NOT NULL,
	"checkpoint" integer NOT NULL,
	CONSTRAINT "checkpoint_range_pk" PRIMARY KEY("stream","last")
);
--> statement-breakpoint
CREATE TABLE "audit"."counter_signature" (
	"checkpoint" integer NOT NULL,
	"signer" text NOT NULL,
	"text" text NOT NULL,
	"signature" text NOT NULL,
	"public_key" text NOT NULL,
	CONSTRAINT "counter_signature_pk" PRIMARY KEY("checkpoint","signer")
);
--> statement-breakpoint
CREATE TABLE "audit"."retirement" (
	"number" integer PRIMARY KEY NOT NULL,
	"certificate" text NOT NULL,
	"signature" text NOT NULL,
	"key_id" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audit"."checkpoint_range" ADD CONSTRAINT "checkpoint_range_checkpoint_checkpoint_number_fk" FOREIGN KEY ("checkpoint") REFERENCES "audit"."checkpoint"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit"."counter_signature" ADD CONSTRAINT "counter_signature_checkpoint_checkpoint_number_fk" FOREIGN KEY ("checkpoint") REFERENCES "audit"."checkpoint"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "checkpoint_range_checkpoint_idx" ON "audit"."checkpoint_range" USING btree ("checkpoint");--> statement-breakpoint
CREATE INDEX "access_record_concern_at_idx" ON "audit"."access_record_concern" USING brin ("at") WITH (autosummarize=true,pages_per_range=32);--> statement-breakpoint
-- Takes a month out of the record, the rows that have fallen among the others too. Only the owner of the tables can.
CREATE FUNCTION "audit"."drop_month"(day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
	first timestamptz := to_char(day, 'YYYY-MM') || '-01 00:00:00+08';
	next timestamptz := to_char(day + interval '1 month', 'YYYY-MM') || '-01 00:00:00+08';
	parted text;
BEGIN
	FOREACH parted IN ARRAY ARRAY['access_record', 'access_record_concern'] LOOP
		EXECUTE format('DROP TABLE IF EXISTS audit.%I', parted || to_char(day, '_YYYY_MM'));
		EXECUTE format('DELETE FROM audit.%I WHERE at >= %L AND at < %L', parted || '_other', first, next);
	END LOOP;
END $$;
