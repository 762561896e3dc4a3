/**
 * Signed requests and certificates, made once with xml-crypto, Node's crypto module and selfsigned; the private
 * keys were thrown away. RSA with SHA-256, exclusive canonicalization; valid from 2026-01-01 to 2028-01-01.
 */

/** 2048 bits; its key signed everything below. */
export const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIDEjCCAfqgAwIBAgIJdxOrZk6JxRH3MA0GCSqGSIb3DQEBCwUAMBoxGDAWBgNV
BAMTD2FwcC5leGFtcGxlLmdvdjAeFw0yNjAxMDEwMDAwMDBaFw0yODAxMDEwMDAw
MDBaMBoxGDAWBgNVBAMTD2FwcC5leGFtcGxlLmdvdjCCASIwDQYJKoZIhvcNAQEB
BQADggEPADCCAQoCggEBALOk8boNaRNsIoNxDG42Um6Ia/yC6U/Y6AS26z5s2cR9
yVQoCOYHJZ1eqhiKLmsA+euJn0d5Yyfv1kd8SSGcwXZ/9RwOVI289W0w3bHcZqWL
90C5Okg0UFMeSsxqmDuvOLKEswvbXfF6BMnLlQhykPmY/GoGqD13JBfjdTfLsO0H
W0RU/ULUVg06jdL8/f2REtn+slVFobxLW0af23cFeXfrIzpmq941jSFM/f6yThFh
4o89KrCyNeJS6Ty7oFOicsIOULBV9Px53gvK55twt/t3mgLQqnAnyzYPGZZdY2Hj
TcTXsBnVzzRX/ebS1fW/QeuZh4/+nMuJw4+AWg4rR8cCAwEAAaNbMFkwDAYDVR0T
AQH/BAIwADAOBgNVHQ8BAf8EBAMCBaAwHQYDVR0lBBYwFAYIKwYBBQUHAwEGCCsG
AQUFBwMCMBoGA1UdEQQTMBGCD2FwcC5leGFtcGxlLmdvdjANBgkqhkiG9w0BAQsF
AAOCAQEAbMnBkWzdkJ4vCYOxGgw3o3uTIVcY+m9ggLPDYTDUlGi37OA3OekIXlht
Sa7g4UbmTrZS9w72LGsgBkmKlzqWm85W684lAUrxaNs4pcvK6id+oh5p9tOCyYvD
a+1WFqTFJyyQW33ZJAAAaPC+rsJR9O2GwSSUs0mtI2O0Q8x0BAJAeRagnKXPI1lF
uHb/Z5UUEdFrn1NUXzGNxZ0qkPh4Gw++oeaY3HFSFEFRkLHaUy/M7c20A5nHKCZl
zWAriO27B783KRE5MlkHYx3JZ2+JKQMswFKMoOZJsQ8kdxAlbiX4jqKZjD2aqsW1
jkZxYxqX3jOlHiY8Y3U5zJCIDmJAWQ==
-----END CERTIFICATE-----`;

export const OTHER_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIDGDCCAgCgAwIBAgIJAjDTrKw31T3MMA0GCSqGSIb3DQEBCwUAMBwxGjAYBgNV
BAMTEW90aGVyLmV4YW1wbGUuZ292MB4XDTI2MDEwMTAwMDAwMFoXDTI4MDEwMTAw
MDAwMFowHDEaMBgGA1UEAxMRb3RoZXIuZXhhbXBsZS5nb3YwggEiMA0GCSqGSIb3
DQEBAQUAA4IBDwAwggEKAoIBAQDIms0EBKNQKHMiKWoCgacZl1Dne8XF0FPUnzAR
aF6npjo2lYywaeBw4tX9ti1OoHt0nS6iIwufrpS/d5q4cbTPP+7g3aRwLsifdvgx
GWyPU5n+W48fSEjUeJot6ZS+kopLhEBdgrR5PeYWK3OiVZSM0cXwkeAR3gXXvsOA
6b3aHKQs/NNl0d+UZWAHaO/fCTJ+Y5SrSXQa63NjF8gBePwBWB2lA9S6nL0vK3u5
ECp8QW9ljjxNiPbsiSgmjM4Gfn1q52nL3KUZfN1kcygRvr+S3CdXYszs2Vc2AeOA
jb65PJwzRqseTsSxNU61rwQz1Q+tZCE4kF5NL11UGES8SVsFAgMBAAGjXTBbMAwG
A1UdEwEB/wQCMAAwDgYDVR0PAQH/BAQDAgWgMB0GA1UdJQQWMBQGCCsGAQUFBwMB
BggrBgEFBQcDAjAcBgNVHREEFTATghFvdGhlci5leGFtcGxlLmdvdjANBgkqhkiG
9w0BAQsFAAOCAQEAqUgzYg2KV0omhXN0rcVo2hjcdaTAEXNRpyHwQpogoGdVOSTk
xX58XcvmyYT8DUowWwkFzU5AmCgfHftFDA87vzDC4DcSdDFQ5lO6fpJuS//rZ21j
TJ8JzSrBQqAQ0Hktvc2s0v9dk/QMt11Ri1eiAaqcY/NMc6PGTqR1miuIj5Lj+88q
g+hAaSmvSmw6jfiQV6HhjJRobxrThJpRi3YFA8qPGD5nJy01QRC5oRSlKz1+Fgqp
XrobS59bJEyWgyXnm5RQmZjfD7ohdvPZDBQUO3uPGypckcRjn00Uue9YiUWjAYhS
UdeHB86WYGUAudIHFnLpBSgVMrk1iQM+d9yjyA==
-----END CERTIFICATE-----`;

/** 1024 bits, valid for ten years. */
export const WEAK_CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIICEDCCAXmgAwIBAgIJCInZHB/RQao+MA0GCSqGSIb3DQEBCwUAMBsxGTAXBgNV
BAMTEHdlYWsuZXhhbXBsZS5nb3YwHhcNMjYwMTAxMDAwMDAwWhcNMzYwMTAxMDAw
MDAwWjAbMRkwFwYDVQQDExB3ZWFrLmV4YW1wbGUuZ292MIGfMA0GCSqGSIb3DQEB
AQUAA4GNADCBiQKBgQC5XwbTi/g9O9ghC589BFjGU9dugA2i3H4OIDTN8Fhrt/u/
TM+FDoy2B4hvE+h47a+7KbR90QN7a3TsG3whOk6S1oXJrzSqTfjbLn4qt4OWGdkp
WnE3T/DhDkYFdAH9sj6Cs5oKxe/Pd+42qn3MicZfmCXQw3wgRR8Xx6PhF74eWQID
AQABo1wwWjAMBgNVHRMBAf8EAjAAMA4GA1UdDwEB/wQEAwIFoDAdBgNVHSUEFjAU
BggrBgEFBQcDAQYIKwYBBQUHAwIwGwYDVR0RBBQwEoIQd2Vhay5leGFtcGxlLmdv
djANBgkqhkiG9w0BAQsFAAOBgQCO2uTNhYuLVZSV1KtsdadLS0J9yI4hKvi9CJIU
f2o+RqLQl7EpCsjM1SwfOB1GlGAbj7pLWSipeDVsqdHKq4h1VVQiMUjnPhKhDKY+
0Do533kEODBFZIsCz4SHAFoQ97n0Z+5cvlCUmDvxil3iVaMIwg3rlH3jkL9cYezt
Ucgo3Q==
-----END CERTIFICATE-----`;

/** An AuthnRequest with an embedded signature and the certificate in it. */
export const SIGNED_AUTHN_REQUEST = `<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_4f3c2b1a09d8" Version="2.0" IssueInstant="2026-03-03T15:41:07Z" Destination="https://idp.int.identitysandbox.gov/api/saml/auth2026"><saml:Issuer>urn:gov:gsa:SAML:2.0.profiles:sp:sso:example_agency:app</saml:Issuer><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo><CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><Reference URI="#_4f3c2b1a09d8"><Transforms><Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>aTo9TxE2HVpGKyVPk8nj59pmsxVPwCbm/alTPVrYRjU=</DigestValue></Reference></SignedInfo><SignatureValue>bEVtl1GnKqFgNi8i8NsjHCAoUpeqUu4+A+8noNUW4GZ5aXohiggIvVhIPJcyCTdBVL46MMztgVL8SlgLt+iip1qos2/RBA/PSn8YEdiVu0uIrYgYHwt4Wl3TyTlxsUyHXqDsxOTdGx/n6IzZokCGEyNgsXSE2vstOpk4tMMvyyfk4ECEx6w7tYVFsQb2DzurKhKqPVrB3hGzQo5V6lw5xuDSUlGDnWjB6C1Dtyg2DO2K6dTd3myrx3LNNa2fL9S01qzksw59iWGTmAno3PUBp+I0YnrTK+ZdF0Wczfxk5IMIPfAE3MshX4X4zNI0rCaWb+nP43Djoor63MaVvoD6aw==</SignatureValue><KeyInfo><X509Data><X509Certificate>MIIDEjCCAfqgAwIBAgIJdxOrZk6JxRH3MA0GCSqGSIb3DQEBCwUAMBoxGDAWBgNVBAMTD2FwcC5leGFtcGxlLmdvdjAeFw0yNjAxMDEwMDAwMDBaFw0yODAxMDEwMDAwMDBaMBoxGDAWBgNVBAMTD2FwcC5leGFtcGxlLmdvdjCCASIwDQYJKoZIhvcNAQEBBQADggEPADCCAQoCggEBALOk8boNaRNsIoNxDG42Um6Ia/yC6U/Y6AS26z5s2cR9yVQoCOYHJZ1eqhiKLmsA+euJn0d5Yyfv1kd8SSGcwXZ/9RwOVI289W0w3bHcZqWL90C5Okg0UFMeSsxqmDuvOLKEswvbXfF6BMnLlQhykPmY/GoGqD13JBfjdTfLsO0HW0RU/ULUVg06jdL8/f2REtn+slVFobxLW0af23cFeXfrIzpmq941jSFM/f6yThFh4o89KrCyNeJS6Ty7oFOicsIOULBV9Px53gvK55twt/t3mgLQqnAnyzYPGZZdY2HjTcTXsBnVzzRX/ebS1fW/QeuZh4/+nMuJw4+AWg4rR8cCAwEAAaNbMFkwDAYDVR0TAQH/BAIwADAOBgNVHQ8BAf8EBAMCBaAwHQYDVR0lBBYwFAYIKwYBBQUHAwEGCCsGAQUFBwMCMBoGA1UdEQQTMBGCD2FwcC5leGFtcGxlLmdvdjANBgkqhkiG9w0BAQsFAAOCAQEAbMnBkWzdkJ4vCYOxGgw3o3uTIVcY+m9ggLPDYTDUlGi37OA3OekIXlhtSa7g4UbmTrZS9w72LGsgBkmKlzqWm85W684lAUrxaNs4pcvK6id+oh5p9tOCyYvDa+1WFqTFJyyQW33ZJAAAaPC+rsJR9O2GwSSUs0mtI2O0Q8x0BAJAeRagnKXPI1lFuHb/Z5UUEdFrn1NUXzGNxZ0qkPh4Gw++oeaY3HFSFEFRkLHaUy/M7c20A5nHKCZlzWAriO27B783KRE5MlkHYx3JZ2+JKQMswFKMoOZJsQ8kdxAlbiX4jqKZjD2aqsW1jkZxYxqX3jOlHiY8Y3U5zJCIDmJAWQ==</X509Certificate></X509Data></KeyInfo></Signature><samlp:RequestedAuthnContext Comparison="exact"><saml:AuthnContextClassRef>urn:acr.login.gov:auth-only</saml:AuthnContextClassRef></samlp:RequestedAuthnContext></samlp:AuthnRequest>`;

/** A LogoutRequest with an embedded signature and no certificate. */
export const SIGNED_LOGOUT_REQUEST = `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_4f3c2b1a09d8" Version="2.0" IssueInstant="2026-03-03T15:41:07Z" Destination="https://idp.int.identitysandbox.gov/api/saml/logout2026"><saml:Issuer>urn:gov:gsa:SAML:2.0.profiles:sp:sso:example_agency:app</saml:Issuer><Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo><CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/><Reference URI="#_4f3c2b1a09d8"><Transforms><Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/></Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue>vmLt3evYb1/p5cXy9QK1R2xMPLDksa0/EHxfKUI1uq8=</DigestValue></Reference></SignedInfo><SignatureValue>B16QZJe2fOeXOc6cStMw2R/NT4j+3r6/jsV2biMAoRfOMcNUuE8v1xz4tCG5PtXUKlQ2LP2xpHRt6J2BVTrU7erSz/1tSjzKeopIYMfxo+xyCCIt95317UHwt3WvscVuvCNuIL0nLT8tPBdS7Ec4wwA8C3V7OMnH8I/1btJR7Dizkj0P9TivYnE3Ajxp3hRXFdIkV804RKI3/chO7pAg8PCUYbJGWbaBOknBp8SAQQ89w8tBJG1exy3PMCrhnObhCFTLd4lP04PK/M8vBP6wA5BqwN8dTzLYd+uMiLUsQTlfFn6IAOfigLJ81vRC9wgJVIfcha1wQUmv/p6dRZoXmQ==</SignatureValue></Signature><saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">d8a3c1f0-1b7e-4c55-9e0f-6a2b4c8d0e1f</saml:NameID><samlp:SessionIndex>_a1b2c3</samlp:SessionIndex></samlp:LogoutRequest>`;

/** An AuthnRequest by the redirect binding, escapes in upper case. */
export const SIGNED_URL = `https://idp.int.identitysandbox.gov/api/saml/auth2026?SAMLRequest=fZHNbsJADIRfJdo7SQj0z0qQEFyQ2guteuilMokJK22829hB4e2rBIo4tD1a47E%2Fj3PBxgVYdnrgLX11JBr1jWOBUShM1zJ4FCvA2JCAlvC6fHmGLE4htF596Z25sfzvQBFq1Xo20WZdmM%2F5flZmuymmT9Wjid6pFeu5MFmcmmgj0tGGRZG1MFma3U%2FS2SSdvU3vYD6F9OHDRGsStYw6ug6qQSBJbBViyxrbilitngS52vk%2Brv0xwWCTATPBTg%2FDTLPIhxrGbe1igK%2F9EWrBK3UcWr%2B3jgQkgIgH6rEJjj6xJi5PgCHkye2Q%2FBzqJU%2BqxnRXnpV6jVa%2BCdhaGYipx1J%2FCG67Vg5FtrQfebBsY%2Bdry8MFMIBPPLvTZeevtrP2B8JVvf364hs%3D&RelayState=c0ffee&SigAlg=http%3A%2F%2Fwww.w3.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256&Signature=bYju1rt1nA7Q%2Frdr2hy89CD%2Fy6DRLKp%2BP2ZnQYuisn8101QbxuUUiMlbIifzmk2i%2BLPmeayfg1FWsDn9HvG3cZo%2FhCXU%2FpH%2Fsg2KsHzLBL7wCO9mpYp4Q78uuN381qFUoRKLaLLFlBDj9E4SU6qbP6pJVic%2BqCkYs70h6lJaN44IIuFwUZ33qB50I6oeWXl5SSnLRx%2BGYNr94U4Jy5u3zBlD%2BkpxrvDqFPBuP16uvRXcIELCrAEiti0PxtuHMYULKidq9QwJ5PGe7Uj8lyhOaLnJhlt510xYwxpGZN3UCStoTLIt3lYgQGwy9t64ykCh%2Bv6upzsTpqfr8pjmxFEY9g%3D%3D`;

/** The same, sent and signed with escapes in lower case. */
export const LOWER_CASE_URL = `https://idp.int.identitysandbox.gov/api/saml/auth2026?SAMLRequest=fZHNbsJADIRfJdo7SQj0z0qQEFyQ2guteuilMokJK22829hB4e2rBIo4tD1a47E%2fj3PBxgVYdnrgLX11JBr1jWOBUShM1zJ4FCvA2JCAlvC6fHmGLE4htF596Z25sfzvQBFq1Xo20WZdmM%2f5flZmuymmT9Wjid6pFeu5MFmcmmgj0tGGRZG1MFma3U%2fS2SSdvU3vYD6F9OHDRGsStYw6ug6qQSBJbBViyxrbilitngS52vk%2brv0xwWCTATPBTg%2fDTLPIhxrGbe1igK%2f9EWrBK3UcWr%2b3jgQkgIgH6rEJjj6xJi5PgCHkye2Q%2fBzqJU%2bqxnRXnpV6jVa%2bCdhaGYipx1J%2fCG67Vg5FtrQfebBsY%2bdry8MFMIBPPLvTZeevtrP2B8JVvf364hs%3d&RelayState=c0ffee&SigAlg=http%3a%2f%2fwww.w3.org%2f2001%2f04%2fxmldsig-more%23rsa-sha256&Signature=g%2fsKDzK49a24VUCwNAiVH6eTMfteBTOq0hvJHBOVqeS3%2flCGmlYsdRHYjLf1DqaG2AvVHamxcdPA5vn5i80%2btXXRcoZnOLDbte3yjgX4a5kArmTBups4Z7XzbhwQ7s8LAhtehJM2d2Bg%2bP17GmBCAlkPsKS93e%2fMHscqs%2fbzQW62yD6H3Yy%2bVDsT54rNfLVl8LCUCaW9xd7qYcbA%2b26adoBlYNWk1x5xz4E7wRLh3gbslmvnBrcRlsXD9AUiGAUdHN0OgdtTH2ZLmiaXg4yCpw9CaswL4rfuv%2bK22dTyATvptIFeGiEJ%2bHkyfaLmWOXUxJgxSwWWqsIVq3Q0v3evAg%3d%3d`;
