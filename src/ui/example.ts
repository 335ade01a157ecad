/** What stands in the slot of a block: its words, or lines of which each is a paragraph, and a button after them. */
type Filling = Readonly<{ words?: string; lines?: readonly string[]; button?: string }>;

/** The states each block is shown in. A block that cannot be in one says why, in a sentence instead of the example. */
export type Examples<Props> = Readonly<Record<'short' | 'long' | 'empty' | 'error', Props | string>> &
  Readonly<Record<string, Props | string>>;

/** For blocks with a slot: what stands in it, by the name of the example. */
export type Fillings = Readonly<Record<string, Filling>>;
