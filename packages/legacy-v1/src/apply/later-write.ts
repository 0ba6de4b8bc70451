/** Something that somebody wrote after the move began and that undoing the move would take away. */
export interface LaterWrite {
  readonly what: string
  readonly key: string
  /** Of the content, so that an agreement to lose it does not cover what is written afterwards. */
  readonly content: string
}
