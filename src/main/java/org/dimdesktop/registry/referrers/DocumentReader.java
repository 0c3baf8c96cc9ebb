package org.dimdesktop.registry.referrers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.referrers.DocumentFact.Name;

/**
 * Reads documents: SBOMs, in-toto statements bare, in a DSSE envelope or in a Sigstore bundle, and
 * cosign's and Notary's signatures. Blocks; throws {@link org.dimdesktop.task.FailureException}.
 */
public final class DocumentReader {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COSIGN = "dev.cosignproject.cosign/signature";
  private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";

  private final RegistryClient client;

  /** Reads through {@code client}. */
  public DocumentReader(RegistryClient client) {
    this.client = client;
  }

  /** What the document says; an empty document for what is no JSON. */
  public DocumentContent read(Document document) {
    JsonNode json =
        document.blob().mediaType().contains("json")
            ? client.json(document.manifest(), document.blob(), "attached document")
            : JsonNodeFactory.instance.objectNode();
    return read(json, document.blob().annotations());
  }

  static DocumentContent read(JsonNode json, Map<String, String> annotations) {
    Facts facts = new Facts();
    List<SbomPackage> packages = new ArrayList<>();
    JsonNode whole = unpack(json, facts);
    if (annotations.containsKey(COSIGN)) {
      signature(whole, annotations, facts);
    } else if (whole.has("predicateType")) {
      statement(whole, facts, packages);
    } else {
      sbom(whole, facts, packages);
    }
    return new DocumentContent(facts.list(), packages, whole);
  }

  /** What is in the envelopes, with what they say themselves. */
  private static JsonNode unpack(JsonNode json, Facts facts) {
    JsonNode material = json.path("verificationMaterial");
    JsonNode chain = material.path("x509CertificateChain").path("certificates").path(0);
    for (JsonNode certificate : List.of(material.path("certificate"), chain)) {
      if (certificate.has("rawBytes")) {
        Certificates.read(base64(certificate.path("rawBytes").asText("")), facts);
      }
    }
    facts.add(Name.KEY, material.path("publicKey").path("hint"));
    JsonNode message = json.path("messageSignature");
    if (message.isObject()) {
      facts.add(Name.SIGNATURE, message.path("signature"));
      return json;
    }
    JsonNode envelope = json.has("dsseEnvelope") ? json.path("dsseEnvelope") : json;
    if (!envelope.path("payloadType").isTextual()) {
      return json;
    }
    for (JsonNode signature : envelope.path("signatures")) {
      facts.add(Name.KEY, signature.path("keyid"));
      facts.add(Name.SIGNATURE, signature.path("sig"));
    }
    try {
      JsonNode payload = JSON.readTree(base64(envelope.path("payload").asText("")));
      return payload == null || !payload.isObject() ? json : payload;
    } catch (IOException _) {
      return json;
    }
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException _) {
      return new byte[0];
    }
  }

  private static void signature(JsonNode payload, Map<String, String> annotations, Facts facts) {
    JsonNode critical = payload.path("critical");
    facts.add(Name.FORMAT, critical.path("type"));
    facts.add(Name.SIGNED_NAME, critical.path("identity").path("docker-reference"));
    facts.add(Name.SIGNED_DIGEST, critical.path("image").path("docker-manifest-digest"));
    String certificate = annotations.getOrDefault(CERTIFICATE, "");
    if (!certificate.isEmpty()) {
      Certificates.read(certificate.getBytes(StandardCharsets.UTF_8), facts);
    }
    facts.add(Name.SIGNATURE, annotations.getOrDefault(COSIGN, ""));
  }

  private static void statement(JsonNode statement, Facts facts, List<SbomPackage> packages) {
    facts.add(Name.PREDICATE, statement.path("predicateType"));
    for (JsonNode subject : statement.path("subject")) {
      facts.add(
          Name.SUBJECT,
          subject.path("name").asText("") + "\n" + Provenance.digests(subject.path("digest")));
    }
    JsonNode predicate = statement.path("predicate");
    // cosign's own wrapping of what is no statement itself.
    JsonNode inner = predicate.path("Data").isObject() ? predicate.path("Data") : predicate;
    if (statement.path("predicateType").asText("").contains("slsa.dev/provenance")) {
      Provenance.read(inner, facts);
    } else {
      sbom(inner, facts, packages);
    }
  }

  private static void sbom(JsonNode json, Facts facts, List<SbomPackage> packages) {
    if (Sboms.isSpdx(json)) {
      Sboms.spdx(json, facts, packages);
    } else if (Sboms.isCycloneDx(json)) {
      Sboms.cycloneDx(json, facts, packages);
    }
  }
}
