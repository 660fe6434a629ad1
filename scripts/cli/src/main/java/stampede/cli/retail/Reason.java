package stampede.cli.retail;

/** Why a line of the file is neither a sale nor a cancellation. The first that applies is named. */
enum Reason {
  /** A field is missing, or is no number or date. */
  UNREADABLE,
  /** The same stands in another line. */
  EXACT_DUPLICATE,
  /** Such as an adjusted bad debt. */
  NEITHER_SALE_NOR_CANCELLATION,
  /** Given away, written off, lost. */
  PRICE_NOT_POSITIVE,
  /** It cannot be paid. */
  PRICE_NOT_IN_WHOLE_PENCE,
  /** More than the shop's products may cost. */
  PRICE_TOO_HIGH,
  /** The stock code has characters that a SKU may not have, or too many. */
  UNUSABLE_STOCK_CODE,
  /** Not above 0 in a sale, or not below 0 in a cancellation. */
  QUANTITY_OF_WRONG_SIGN,
  /** More pieces than a line of an order may have. */
  QUANTITY_TOO_LARGE
}
