package org.brood.cluster.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.brood.cluster.trust.TokenBook.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenBookTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
  private static final byte[] FINGERPRINT = new byte[32];

  @TempDir private Path folder;
  private TokenBook book;

  @BeforeEach
  void open() {
    book = new TokenBook(folder.resolve("tokens"));
  }

  private Token create(int uses) throws IOException {
    return book.create(FINGERPRINT, uses, Duration.ofHours(1), Identity.Kind.NODE, NOW);
  }

  @Test
  void aTokenIsGoodAsOftenAsItSays() throws IOException {
    Token token = create(2);

    assertThat(book.use(token, NOW).verdict()).isEqualTo(Verdict.GOOD);
    assertThat(new TokenBook(folder.resolve("tokens")).use(token, NOW).verdict())
        .isEqualTo(Verdict.GOOD);
    assertThat(book.use(token, NOW).verdict()).isEqualTo(Verdict.USED_UP);
  }

  @Test
  void aTokenEnds() throws IOException {
    Token token = create(1);

    assertThat(book.use(token, NOW.plusSeconds(3600)).verdict()).isEqualTo(Verdict.EXPIRED);
    assertThat(book.use(token, NOW.plusSeconds(3599)).verdict()).isEqualTo(Verdict.GOOD);
  }

  @Test
  void anotherSecretIsUnknown() throws IOException {
    Token token = create(1);

    assertThat(book.use(new Token(token.id(), new byte[16], FINGERPRINT), NOW).verdict())
        .isEqualTo(Verdict.UNKNOWN);
    assertThat(book.use(token, NOW).verdict()).isEqualTo(Verdict.GOOD);
  }

  @Test
  void theTextIsReadBack() throws IOException {
    Token token = create(1);

    Token read = Token.parse(" " + token.text() + "\n").orElseThrow();

    assertThat(book.use(read, NOW).verdict()).isEqualTo(Verdict.GOOD);
    assertThat(read.fingerprint()).isEqualTo(FINGERPRINT);
  }

  @Test
  void whatIsNoTokenIsNone() throws IOException {
    String text = create(1).text();

    assertThat(Token.parse("")).isEmpty();
    assertThat(Token.parse("brood1.x.y.z")).isEmpty();
    assertThat(Token.parse(text.substring(1))).isEmpty();
    assertThat(Token.parse(text + "A")).isEmpty();
  }

  @Test
  void secretsAreNotInTheBook() throws IOException {
    String secret = create(1).text().split("\\.", -1)[2];

    assertThat(Files.readString(folder.resolve("tokens"))).doesNotContain(secret);
  }
}
