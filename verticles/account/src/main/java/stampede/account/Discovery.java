package stampede.account;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.GrantType;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.openid.connect.sdk.OIDCScopeValue;
import com.nimbusds.openid.connect.sdk.SubjectType;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.util.List;

/** Tells programs where the endpoints are and what they can do (RFC 8414, OpenID Discovery). */
final class Discovery {

  private Discovery() {}

  static String document(Issuer.Names names) {
    OIDCProviderMetadata metadata =
        new OIDCProviderMetadata(
            new com.nimbusds.oauth2.sdk.id.Issuer(names.issuer()),
            List.of(SubjectType.PUBLIC),
            names.at("/oauth2/jwks"));
    List<ClientAuthenticationMethod> methods =
        List.of(
            ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
            ClientAuthenticationMethod.CLIENT_SECRET_POST,
            ClientAuthenticationMethod.NONE);
    metadata.setAuthorizationEndpointURI(names.at("/oauth2/authorize"));
    metadata.setTokenEndpointURI(names.at("/oauth2/token"));
    metadata.setTokenEndpointAuthMethods(methods);
    metadata.setRevocationEndpointURI(names.at("/oauth2/revoke"));
    metadata.setRevocationEndpointAuthMethods(methods);
    metadata.setScopes(new Scope(OIDCScopeValue.OPENID));
    metadata.setResponseTypes(List.of(ResponseType.CODE));
    metadata.setResponseModes(List.of(ResponseMode.QUERY));
    metadata.setGrantTypes(
        List.of(
            GrantType.AUTHORIZATION_CODE, GrantType.REFRESH_TOKEN, GrantType.CLIENT_CREDENTIALS));
    metadata.setCodeChallengeMethods(List.of(CodeChallengeMethod.S256));
    metadata.setIDTokenJWSAlgs(List.of(JWSAlgorithm.RS256));
    metadata.setSupportsAuthorizationResponseIssuerParam(true);
    metadata.setSupportsRequestURIParam(false);
    return metadata.toJSONObject().toJSONString();
  }
}
