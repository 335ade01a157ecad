CREATE TABLE `look` (
	`person_id` integer PRIMARY KEY NOT NULL,
	`text_size` integer NOT NULL,
	`spacing` integer NOT NULL,
	`colours` text NOT NULL,
	`is_simple` integer NOT NULL,
	`has_big_pictures` integer NOT NULL,
	`is_calm` integer NOT NULL,
	`language` text NOT NULL,
	`changed_at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE restrict ON DELETE restrict,
	CONSTRAINT "look_text_size" CHECK("look"."text_size" in (1, 2, 3, 4)),
	CONSTRAINT "look_spacing" CHECK("look"."spacing" in (1, 2, 3)),
	CONSTRAINT "look_colours" CHECK("look"."colours" in ('device', 'light', 'dark', 'yellow', 'cream')),
	CONSTRAINT "look_is_simple" CHECK("look"."is_simple" in (0, 1)),
	CONSTRAINT "look_has_big_pictures" CHECK("look"."has_big_pictures" in (0, 1)),
	CONSTRAINT "look_is_calm" CHECK("look"."is_calm" in (0, 1)),
	CONSTRAINT "look_language" CHECK("look"."language" in ('lv', 'en', 'ru'))
);
