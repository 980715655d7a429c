#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

/// Nobody is asked for a passphrase: a key that needs one is no use to a service.
static inline int ccrypto_no_passphrase(char *buffer, int size, int writing, void *context) {
    (void)buffer, (void)size, (void)writing, (void)context;
    return -1;
}

/// Do a certificate and a private key, PEM, belong together?
/// 0 they do, 1 there is no certificate, 2 there is no key that can be read, 3 the key is another certificate's.
static inline int ccrypto_check_pair(const void *certificate, int certificate_count, const void *key, int key_count) {
    int result = 0;
    BIO *certificate_source = BIO_new_mem_buf(certificate, certificate_count);
    BIO *key_source = BIO_new_mem_buf(key, key_count);
    X509 *first = certificate_source == NULL ? NULL : PEM_read_bio_X509(certificate_source, NULL, NULL, NULL);
    EVP_PKEY *pair =
        key_source == NULL ? NULL : PEM_read_bio_PrivateKey(key_source, NULL, ccrypto_no_passphrase, NULL);
    if (first == NULL) result = 1;
    else if (pair == NULL) result = 2;
    else if (X509_check_private_key(first, pair) != 1) result = 3;
    X509_free(first);
    EVP_PKEY_free(pair);
    BIO_free(certificate_source);
    BIO_free(key_source);
    ERR_clear_error();
    return result;
}
