package stampede.auditor;

/**
 * What a row and the document in it both say, and must say alike.
 *
 * @param state the column
 * @param documentState the same in the document
 * @param version how many events the aggregate has had: the column
 * @param documentVersion the same in the document
 */
record RowHead<S extends Enum<S>>(S state, S documentState, long version, long documentVersion) {

  static <S extends Enum<S>> RowHead<S> of(S state, long version) {
    return new RowHead<>(state, state, version, version);
  }

  boolean agrees() {
    return state == documentState && version == documentVersion;
  }
}
