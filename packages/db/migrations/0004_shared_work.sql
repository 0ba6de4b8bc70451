CREATE TABLE "mon_ps"."work_result" (
	"key" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"data" "bytea" NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "ix_work_result_used" ON "mon_ps"."work_result" USING btree ("used_at");