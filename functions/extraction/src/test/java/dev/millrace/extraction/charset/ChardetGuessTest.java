package dev.millrace.extraction.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChardetGuessTest {
  private final ChardetGuess guess = new ChardetGuess();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "windows-1252 | Die Mühle stand am Fluß, und niemand wußte, wer sie für den König gebaut hatte.",
        "windows-1252 | Le moulin se dressait près de la rivière et personne ne savait qui l'avait bâti à cet endroit.",
        "windows-1250 | Malý mlýn stál u řeky a nikdo nevěděl, kdo ho postavil, ale byl to jen starý dům, který se bořil. Žádný člověk už v něm dlouho nežil.",
        "windows-1250 | Mlin je stajao kraj rijeke i nitko nije znao tko ga je sagradio, ali još se čulo što žrvanj melje, a između kuća je išao čovjek.",
        "ISO-8859-2 | Młyn stał nad rzeką i nikt nie wiedział, kto go zbudował, ale był już stary i się walił.",
        "windows-1254 | Değirmen nehrin kenarındaydı ve onu kimin yaptığını bilen bir kişi bile yoktu, ama çok eskiydi.",
        "windows-1251 | Мельница стояла у реки, и никто не знал, кто её построил, но она была очень старая.",
        "KOI8-R | Мельница стояла у реки, и никто не знал, кто её построил, но она была очень старая.",
        "windows-31j | 水車小屋は川のそばにあり、誰が建てたのか誰も知らなかった。",
        "EUC-JP | 水車小屋は川のそばにあり、誰が建てたのか誰も知らなかった。",
      })
  void aTextTellsItsCharset(String charset, String text) {
    byte[] bytes = text.getBytes(Charset.forName(charset));

    assertThat(guess.of(bytes).map(found -> new String(bytes, found))).contains(text);
  }

  @Test
  void escapesTellIso2022() {
    Charset iso2022 = Charset.forName("ISO-2022-JP");

    assertThat(guess.of("水車小屋は川のそばにあり".getBytes(iso2022))).contains(iso2022);
  }

  @Test
  void asciiTellsNothing() {
    assertThat(guess.of("\u001B[1mbold\u001B[0m".getBytes(Charset.forName("US-ASCII")))).isEmpty();
  }

  @Test
  void wordsOfNoLanguageAreWestern() {
    assertThat(guess.of("stra\u00DFe\n\u00C9lan".getBytes(Charset.forName("ISO-8859-1"))))
        .contains(Charset.forName("windows-1252"));
  }
}
