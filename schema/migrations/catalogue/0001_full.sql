ALTER TABLE "catalogue"."resource" ALTER COLUMN "version" SET DEFAULT 1;--> statement-breakpoint
ALTER TABLE "catalogue"."resource" ADD COLUMN "share_method_codes" text[] DEFAULT '{3}' NOT NULL;--> statement-breakpoint
ALTER TABLE "catalogue"."resource" ADD COLUMN "open_condition" text;--> statement-breakpoint
ALTER TABLE "catalogue"."resource" ADD COLUMN "related_codes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "catalogue"."resource" ADD COLUMN "grade_code" text DEFAULT '1' NOT NULL;--> statement-breakpoint
ALTER TABLE "catalogue"."resource" ADD COLUMN "system" text;--> statement-breakpoint
ALTER TABLE "catalogue"."resource" ADD COLUMN "office" text;--> statement-breakpoint
ALTER TABLE "catalogue"."resource" ADD COLUMN "matter_codes" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "catalogue"."resource" ADD COLUMN "source_agency" text;--> statement-breakpoint
ALTER TABLE "catalogue"."resource" ADD COLUMN "source_system" text;--> statement-breakpoint
ALTER TABLE "catalogue"."resource" ADD COLUMN "source_record_id" text;--> statement-breakpoint
ALTER TABLE "catalogue"."resource" ADD COLUMN "recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "catalogue"."resource" ADD COLUMN "updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "catalogue"."resource" ADD COLUMN "quality_flags" text[] DEFAULT '{}' NOT NULL;