package stampede.catalog;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;
import stampede.catalog.ProductStore.ChangeOutcome;
import stampede.contracts.FailureCode;
import stampede.contracts.Money;
import stampede.platform.api.ApiAnswers;
import stampede.platform.api.ApiReply;
import stampede.platform.api.ApiRequest;
import stampede.platform.api.EntityTag;
import stampede.platform.api.Page;
import stampede.platform.api.PathSegment;

/** Answers what clients ask of the catalogue. */
final class CatalogVerticle extends VerticleBase {

  private final ApiAnswers answers;
  private final ProductStore products;

  CatalogVerticle(ApiAnswers answers, ProductStore products) {
    this.answers = answers;
    this.products = products;
  }

  @Override
  public Future<?> start() {
    return Future.all(
        answers.serve("listProducts", (request, deadline) -> list(request)),
        answers.serve("getProduct", (request, deadline) -> get(request)),
        answers.serve("createProduct", (request, deadline) -> create(request)),
        answers.serve("changeProduct", (request, deadline) -> change(request)));
  }

  private Future<ApiReply> list(ApiRequest request) {
    int size = Page.size(request);
    return products
        .list(Page.after(request).orElse(""), size + 1)
        .map(found -> ApiReply.ok(Page.of(found, size, Product::sku)));
  }

  private Future<ApiReply> get(ApiRequest request) {
    return products
        .find(request.required("sku"))
        .map(found -> found.map(product -> show(request, product)).orElseGet(this::noSuchProduct));
  }

  private ApiReply show(ApiRequest request, Product product) {
    String tag = EntityTag.of(product.version());
    boolean known =
        request
            .parameter("If-None-Match")
            .filter(tags -> EntityTag.matches(tags, product.version()))
            .isPresent();
    return known ? ApiReply.notModified(tag) : ApiReply.ok(product).with("ETag", tag);
  }

  private Future<ApiReply> create(ApiRequest request) {
    NewProduct wanted = request.body(NewProduct.class);
    Product product =
        Product.created(wanted.sku(), wanted.name(), wanted.price(), wanted.onSale().orElse(true));
    return products
        .create(product)
        .map(
            created ->
                created
                    ? ApiReply.created(PathSegment.join("/api/v1/products", product.sku()), product)
                        .with("ETag", EntityTag.of(product.version()))
                    : ApiReply.refused(
                        FailureCode.ALREADY_EXISTS,
                        "there is a product with this SKU already",
                        "/sku"));
  }

  private Future<ApiReply> change(ApiRequest request) {
    Optional<String> basedOn = request.parameter("If-Match");
    if (basedOn.isEmpty()) {
      return Future.succeededFuture(EntityTag.required());
    }
    ChangedProduct wanted = request.body(ChangedProduct.class);
    return products
        .change(
            request.required("sku"),
            version -> EntityTag.matches(basedOn.get(), version),
            product -> product.changed(wanted.name(), wanted.price(), wanted.onSale()))
        .map(
            outcome ->
                switch (outcome) {
                  case ChangeOutcome.Changed(Product product) ->
                      ApiReply.ok(product).with("ETag", EntityTag.of(product.version()));
                  case ChangeOutcome.Stale(long version) -> EntityTag.changed(version);
                  case ChangeOutcome.Missing() -> noSuchProduct();
                });
  }

  private ApiReply noSuchProduct() {
    return ApiReply.refused(FailureCode.NO_SUCH_RESOURCE, "there is no product with this SKU");
  }

  private record NewProduct(String sku, String name, Money price, Optional<Boolean> onSale) {}

  private record ChangedProduct(String name, Money price, boolean onSale) {}
}
