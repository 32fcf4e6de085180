CREATE INDEX "matter_joint_idx" ON "matters"."matter" USING gin ("joint_agencies");--> statement-breakpoint
CREATE INDEX "matter_entrusted_idx" ON "matters"."matter" USING gin ("entrusted_agencies");