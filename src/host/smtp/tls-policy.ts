/** What an attempt asks of the encryption of its connection. */
import type { X509Certificate } from 'node:crypto';

/**
 * Judges what a server showed, in place of the public authorities: its own certificate first, then the issuers that it sent along.
 * Undefined where that is enough; otherwise why it is not, in the field's own words.
 */
export type CertificateJudge = (chain: readonly X509Certificate[]) => string | undefined;

export type TlsPolicy =
  /**
   * No octet of the message without TLS and a certificate that holds: MTA-STS in mode enforce (RFC 8461 §4), DANE (RFC 7672 §2.2),
   * REQUIRETLS (RFC 8689 §4.2.1), AUTH (RFC 4954 §4). What is missing ends the attempt at this address.
   */
  | {
      readonly kind: 'require-verified';
      /** Names of which the certificate has to carry one, as domains in A-labels; without any, the name of the endpoint. */
      readonly names?: readonly string[];
      /** The name to ask the server for (SNI), where it is not the endpoint's. */
      readonly serverName?: string;
      /** Decides alone where it is given, also about the name (RFC 7671 §5.1: DANE-EE asks for none). */
      readonly judge?: CertificateJudge;
    }
  /** No octet of the message without TLS, whoever it is that answers: DANE whose records are of no use (RFC 7672 §2.2). */
  | { readonly kind: 'require-encrypted' }
  /** RFC 7435: TLS where it works, and in clear on a new connection where it does not, said aloud. */
  | { readonly kind: 'opportunistic' }
  /** Not even asked for: a person said so. */
  | { readonly kind: 'none' };
