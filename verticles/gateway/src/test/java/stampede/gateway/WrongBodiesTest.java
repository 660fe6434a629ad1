package stampede.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.contracts.FailureCode;

/** Bodies that are JSON and still not what an operation takes: the part that is wrong is named. */
class WrongBodiesTest {

  private static SampleGateway gateway;

  @BeforeAll
  static void start() {
    gateway = SampleGateway.answering(Duration.ofSeconds(10));
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static Refused refused(String operationId, String body) {
    Operation operation = SampleCalls.operation(operationId);
    return Refused.before(
        gateway,
        SampleCalls.complete(
            gateway.as(SampleCalls.role(operation), SampleCalls.path(operation)), operation, body));
  }

  private static String with(String operationId, String part, String wrong) {
    String body = SampleCalls.body(operationId);
    assertThat(body).as("the right body").contains(part);
    return body.replace(part, wrong);
  }

  @ParameterizedTest(name = "{0} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          placeOrder    | :2                   | :0                            | /lines/0/quantity
          placeOrder    | :2                   | :-1                           | /lines/0/quantity
          placeOrder    | :2                   | :1000001                      | /lines/0/quantity
          placeOrder    | :2                   | :2147483648                   | /lines/0/quantity
          placeOrder    | :2                   | :4294967298                   | /lines/0/quantity
          placeOrder    | :2                   | :9223372036854775808          | /lines/0/quantity
          placeOrder    | :2                   | :18446744073709551618         | /lines/0/quantity
          placeOrder    | :2                   | :1.5                          | /lines/0/quantity
          placeOrder    | :2                   | :1e100                        | /lines/0/quantity
          placeOrder    | :2                   | :"1"                          | /lines/0/quantity
          placeOrder    | :2                   | :""                           | /lines/0/quantity
          placeOrder    | :2                   | :null                         | /lines/0/quantity
          placeOrder    | :2                   | :true                         | /lines/0/quantity
          placeOrder    | :2                   | :[2]                          | /lines/0/quantity
          placeOrder    | :2                   | :{}                           | /lines/0/quantity
          placeOrder    | ,"quantity":2        | `` | /lines/0/quantity
          placeOrder    | "sku":"LAMP-1",      | `` | /lines/0/sku
          placeOrder    | :2                   | :2,"price":1                  | /lines/0/price
          placeOrder    | :2                   | :2,"unitPrice":1              | /lines/0/unitPrice
          placeOrder    | :2                   | :2,"total":1                  | /lines/0/total
          placeOrder    | :2                   | :2,"Quantity":1               | /lines/0/Quantity
          placeOrder    | {"lines"             | {"price":1,"lines"            | /price
          placeOrder    | {"lines"             | {"total":1,"lines"            | /total
          placeOrder    | {"lines"             | {"status":"PAID","lines"      | /status
          placeOrder    | {"lines"             | {"state":"PAID","lines"       | /state
          placeOrder    | {"lines"             | {"customerId":"lee","lines"   | /customerId
          placeOrder    | {"lines"             | {"role":"STAFF","lines"       | /role
          placeOrder    | {"lines"             | {"caller":{},"lines"          | /caller
          placeOrder    | {"lines"             | {"id":"1","lines"             | /id
          placeOrder    | {"lines"             | {"currency":"KRW","lines"     | /currency
          placeOrder    | {"lines"             | {"__proto__":{},"lines"       | /__proto__
          placeOrder    | {"lines"             | {"@class":"java.net.URL","lines" | /@class
          placeOrder    | "country"            | "customerId":"lee","country"  | /shipTo/customerId
          placeOrder    | "lines":[{"sku":"LAMP-1","quantity":2}], | `` | /lines
          placeOrder    | [{"sku":"LAMP-1","quantity":2}] | []                 | /lines
          placeOrder    | [{"sku":"LAMP-1","quantity":2}] | {}                 | /lines
          placeOrder    | [{"sku":"LAMP-1","quantity":2}] | null               | /lines
          placeOrder    | [{"sku":"LAMP-1","quantity":2}] | "LAMP-1"           | /lines
          placeOrder    | {"sku":"LAMP-1","quantity":2}   | null               | /lines/0
          placeOrder    | {"sku":"LAMP-1","quantity":2}   | "LAMP-1"           | /lines/0
          placeOrder    | "LAMP-1"             | ""                            | /lines/0/sku
          placeOrder    | "LAMP-1"             | 1                             | /lines/0/sku
          placeOrder    | "LAMP-1"             | " LAMP"                       | /lines/0/sku
          placeOrder    | "LAMP-1"             | "LAMP/../1"                   | /lines/0/sku
          placeOrder    | "LAMP-1"             | "' OR '1'='1"                 | /lines/0/sku
          placeOrder    | "LAMP-1"             | "<script>"                    | /lines/0/sku
          placeOrder    | "LAMP-1"             | "${jndi:ldap://x}"            | /lines/0/sku
          placeOrder    | "LAMP-1"             | "LAMP\\n"                     | /lines/0/sku
          placeOrder    | "LAMP-1"             | "LAMP\\u0000"                 | /lines/0/sku
          placeOrder    | "tok_visa"           | ""                            | /paymentToken
          placeOrder    | "tok_visa"           | null                          | /paymentToken
          placeOrder    | "tok_visa"           | "4111 1111 1111 1111"         | /paymentToken
          placeOrder    | "tok_visa"           | "tok\\u0000visa"              | /paymentToken
          placeOrder    | "tok_visa"           | "tok\\r\\nvisa"               | /paymentToken
          placeOrder    | "Kim"                | ""                            | /shipTo/recipient
          placeOrder    | "Kim"                | "K\\u0000im"                  | /shipTo/recipient
          placeOrder    | "Kim"                | "K\\u0001im"                  | /shipTo/recipient
          placeOrder    | "Kim"                | "K\\u007fim"                  | /shipTo/recipient
          placeOrder    | "Kim"                | "K\\nim"                      | /shipTo/recipient
          placeOrder    | "Kim"                | "K\\u001b[31mim"              | /shipTo/recipient
          placeOrder    | "Kim"                | "\\ud800"                     | /shipTo/recipient
          placeOrder    | "Kim"                | "\\udc00"                     | /shipTo/recipient
          placeOrder    | "Kim"                | "\\udc00\\ud800"              | /shipTo/recipient
          placeOrder    | "Kim"                | "\\ud800x\\udc00"             | /shipTo/recipient
          placeOrder    | "1 Main St"          | "\\u0000"                     | /shipTo/street
          placeOrder    | "London"             | "\\u0000"                     | /shipTo/city
          placeOrder    | "E1"                 | "E\\u0000"                    | /shipTo/postalCode
          placeOrder    | "GB"                 | "gb"                          | /shipTo/country
          placeOrder    | "GB"                 | "GB\\n"                       | /shipTo/country
          placeOrder    | "Kim"                | "Kim\\n"                      | /shipTo/recipient
          placeOrder    | "tok_visa"           | "tok_visa\\n"                 | /paymentToken
          placeOrder    | "GB"                 | "GBR"                         | /shipTo/country
          placeOrder    | "GB"                 | "\\u0000B"                    | /shipTo/country
          placeOrder    | ,"postalCode":"E1"   | `` | /shipTo/postalCode
          placeOrder    | "recipient":"Kim",   | `` | /shipTo/recipient
          cancelOrder   | :2                   | :0                            | /lines/0/quantity
          cancelOrder   | :2                   | :-2                           | /lines/0/quantity
          cancelOrder   | "reason"             | "refund":1,"reason"           | /refund
          cancelOrder   | "reason"             | "status":"DONE","reason"      | /status
          cancelOrder   | "too large"          | ""                            | /reason
          cancelOrder   | "too large"          | "\\u0000"                     | /reason
          returnOrder   | :2                   | :1.5                          | /lines/0/quantity
          returnOrder   | :2                   | :"2"                          | /lines/0/quantity
          returnOrder   | "reason"             | "amount":1,"reason"           | /amount
          returnOrder   | "too large"          | "\\ud83d"                     | /reason
          createProduct | :339                 | :0                            | /price/minorUnits
          createProduct | :339                 | :-339                         | /price/minorUnits
          createProduct | :339                 | :1000000000001                | /price/minorUnits
          createProduct | :339                 | :9223372036854775808          | /price/minorUnits
          createProduct | :339                 | :3.39                         | /price/minorUnits
          createProduct | :339                 | :"339"                        | /price/minorUnits
          createProduct | :339                 | :null                         | /price/minorUnits
          createProduct | "GBP"                | "gbp"                         | /price/currency
          createProduct | "GBP"                | "GB"                          | /price/currency
          createProduct | "GBP"                | "GBP\\n"                      | /price/currency
          createProduct | "GBP"                | "GBPS"                        | /price/currency
          createProduct | "GBP"                | "£"                           | /price/currency
          createProduct | "GBP"                | ""                            | /price/currency
          createProduct | "GBP"                | 826                           | /price/currency
          createProduct | "GBP"                | "GB\\u0000"                   | /price/currency
          createProduct | ,"currency":"GBP"    | `` | /price/currency
          createProduct | "GBP"                | "GBP","amount":1              | /price/amount
          createProduct | true                 | "true"                        | /onSale
          createProduct | true                 | 1                             | /onSale
          createProduct | "Lamp"               | ""                            | /name
          createProduct | "Lamp"               | "La\\u0000mp"                 | /name
          createProduct | "LAMP-1"             | "-LAMP"                       | /sku
          createProduct | "onSale"             | "version":9,"onSale"          | /version
          changeProduct | "onSale"             | "sku":"LAMP-2","onSale"       | /sku
          changeProduct | :339                 | :-1                           | /price/minorUnits
          changeProduct | ,"onSale":true       | `` | /onSale
          receiveStock  | :2                   | :0                            | /quantity
          receiveStock  | :2                   | :-2                           | /quantity
          receiveStock  | :2                   | :1000000001                   | /quantity
          receiveStock  | :2                   | :2.5                          | /quantity
          receiveStock  | "note 1"             | "\\u0000"                     | /reference
          receiveStock  | "quantity"           | "available":9,"quantity"      | /available
          adjustStock   | :-2                  | :0                            | /change
          adjustStock   | :-2                  | :-1000000001                  | /change
          adjustStock   | :-2                  | :"-2"                         | /change
          adjustStock   | "change"             | "sold":9,"change"             | /sold
          refundPayment | :339                 | :0                            | /amount/minorUnits
          refundPayment | :339                 | :-339                         | /amount/minorUnits
          refundPayment | :339                 | :0.5                          | /amount/minorUnits
          refundPayment | "GBP"                | "EURO"                        | /amount/currency
          refundPayment | "reason"             | "orderId":"x","reason"        | /orderId
          receiveProviderUpdate | "captured"   | 1                             | /status
          receiveProviderUpdate | "charge-1"   | "\\u0000"                     | /chargeId
          receiveProviderUpdate | "chargeId"   | "refundId":"x","chargeId"     | /refundId
          receiveCarrierUpdate  | "delivered"  | null                          | /status
          receiveCarrierUpdate  | "T1"         | "\\udfff"                     | /trackingNumber
          """)
  void namesThePart(String operation, String part, String wrong, String pointer) {
    refused(operation, with(operation, part, wrong)).is(422, FailureCode.INVALID_BODY, pointer);
  }

  @ParameterizedTest(name = "{0} {2} of {3}")
  @CsvSource({
    "placeOrder, LAMP-1, /lines/0/sku, 65",
    "placeOrder, tok_visa, /paymentToken, 129",
    "placeOrder, Kim, /shipTo/recipient, 201",
    "placeOrder, 1 Main St, /shipTo/street, 201",
    "placeOrder, London, /shipTo/city, 201",
    "placeOrder, E1, /shipTo/postalCode, 17",
    "placeOrder, GB, /shipTo/country, 900000",
    "cancelOrder, too large, /reason, 501",
    "returnOrder, too large, /reason, 501",
    "createProduct, LAMP-1, /sku, 65",
    "createProduct, Lamp, /name, 201",
    "receiveStock, note 1, /reference, 501",
    "adjustStock, broken, /reason, 501",
    "refundPayment, late, /reason, 501",
    "receiveProviderUpdate, captured, /status, 33",
    "receiveProviderUpdate, charge-1, /chargeId, 129",
    "receiveCarrierUpdate, T1, /trackingNumber, 129"
  })
  void namesATextThatIsTooLong(String operation, String text, String pointer, int length) {
    refused(operation, with(operation, "\"" + text + "\"", "\"" + "A".repeat(length) + "\""))
        .is(422, FailureCode.INVALID_BODY, pointer);
  }

  @ParameterizedTest
  @CsvSource({"placeOrder", "cancelOrder", "returnOrder"})
  void namesLinesThatAreTooMany(String operation) {
    String line = "{\"sku\":\"LAMP-1\",\"quantity\":2}";

    refused(operation, with(operation, line, (line + ",").repeat(2_000) + line))
        .is(422, FailureCode.INVALID_BODY, "/lines");
  }
}
