CREATE TABLE "licences"."issuing_mutation" (
	"agency" text NOT NULL,
	"consumer_id" text NOT NULL,
	"operation" text NOT NULL,
	"client_mutation_id" text NOT NULL,
	"input_digest" text NOT NULL,
	"result" text,
	CONSTRAINT "issuing_mutation_pk" PRIMARY KEY("agency","consumer_id","operation","client_mutation_id")
);
--> statement-breakpoint
CREATE TABLE "licences"."licence_event" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "licences"."licence_event_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"identifier" text NOT NULL,
	"type_code" text NOT NULL,
	"version" integer NOT NULL,
	"operation" text NOT NULL,
	"state_before" text,
	"state_after" text NOT NULL,
	"reason" text,
	"transfer_to_code" text,
	"case_no" text,
	"agency" text NOT NULL,
	"consumer_id" text NOT NULL,
	"operator" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "licences"."licence_issuer" (
	"type_code" text NOT NULL,
	"issuer_code" text NOT NULL,
	"issuer_name" text NOT NULL,
	"issuer_level_code" text NOT NULL,
	"division" text NOT NULL,
	CONSTRAINT "licence_issuer_pk" PRIMARY KEY("type_code","issuer_code")
);
--> statement-breakpoint
ALTER TABLE "licences"."licence_event" ADD CONSTRAINT "licence_event_identifier_licence_identifier_fk" FOREIGN KEY ("identifier") REFERENCES "licences"."licence"("identifier") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "licences"."licence_issuer" ADD CONSTRAINT "licence_issuer_type_code_licence_type_code_fk" FOREIGN KEY ("type_code") REFERENCES "licences"."licence_type"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "licence_event_type_idx" ON "licences"."licence_event" USING btree ("type_code","position");--> statement-breakpoint
CREATE INDEX "licence_event_identifier_idx" ON "licences"."licence_event" USING btree ("identifier");