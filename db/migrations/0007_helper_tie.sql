CREATE TABLE `helper_tie` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`helper_id` integer NOT NULL,
	`provider_id` integer NOT NULL,
	`kind` text NOT NULL,
	`noted_at` text NOT NULL,
	`noted_by` integer NOT NULL,
	`ended_at` text,
	`ended_by` integer,
	FOREIGN KEY (`helper_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`provider_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`noted_by`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	FOREIGN KEY (`ended_by`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "helper_tie_kind" CHECK("helper_tie"."kind" in ('works_for', 'paid_by', 'related')),
	CONSTRAINT "helper_tie_ended" CHECK(("helper_tie"."ended_at" is null) = ("helper_tie"."ended_by" is null)),
	CONSTRAINT "helper_tie_not_self" CHECK("helper_tie"."helper_id" <> "helper_tie"."provider_id")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `helper_tie_one_active` ON `helper_tie` (`helper_id`,`provider_id`) WHERE "helper_tie"."ended_at" is null;
