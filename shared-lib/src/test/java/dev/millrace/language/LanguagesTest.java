package dev.millrace.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | The mill stood by the river, and nobody knew who had built it.",
        "de | Die Mühle stand am Fluss, und niemand wusste, wer sie gebaut hatte.",
        "fr | Le moulin se dressait au bord de la rivière et personne ne savait qui l'avait bâti.",
        "es | El molino estaba junto al río y nadie sabía quién lo había construido.",
        "pt | O moinho ficava à beira do rio e ninguém sabia quem o tinha construído; não era de um só dono.",
        "it | Il mulino era sulla riva del fiume e nessuno sapeva chi lo avesse costruito.",
        "nl | De molen stond aan de rivier en niemand wist wie hem had gebouwd.",
        "sv | Kvarnen stod vid ån och ingen visste vem som hade byggt den.",
        "da | Møllen stod ved åen, og ingen vidste, hvem der havde bygget den, eller af hvem den blev ejet.",
        "pl | Młyn stał nad rzeką i nikt nie wiedział, kto go zbudował, ale był już stary.",
        "cs | Mlýn stál u řeky a nikdo nevěděl, kdo ho postavil, ale byl to jen starý dům, který se bořil.",
        "hu | A malom a folyó mellett állt, és senki nem tudta, hogy ki építette.",
        "fi | Mylly oli joen rannalla, mutta kukaan ei tiennyt, kuka sen oli rakentanut.",
        "tr | Değirmen nehrin kenarındaydı ve onu kimin yaptığını bilen bir kişi bile yoktu, ama çok eskiydi.",
        "ru | Мельница стояла у реки, и никто не знал, кто её построил, но она была старая.",
        "uk | Млин стояв біля річки, і ніхто не знав, хто його збудував, але він був старий.",
        "el | Ο μύλος ήταν δίπλα στο ποτάμι και κανείς δεν ήξερε ποιος τον έχτισε.",
        "ar | كانت الطاحونة على ضفة النهر ولا أحد يعرف من بناها في ذلك الزمان.",
        "ja | 水車小屋は川のそばにあり、誰が建てたのか誰も知らなかった。",
        "zh | 磨坊在河边，没有人知道是谁建造的。",
        "ko | 방앗간은 강가에 있었고 누가 지었는지 아무도 몰랐다.",
      })
  void sentencesTellTheirLanguage(String language, String sentence) {
    assertThat(Languages.identify(sentence)).contains(language);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1,024.5\t17\t3",
        "Hull",
        "Tees\t137\nTyne\t321\nWear\t96\nTweed\t156\nCoquet\t90\nAln\t64",
      })
  void whatHasNoSentencesHasNoLanguage(String text) {
    assertThat(Languages.identify(text)).isEmpty();
  }

  @Test
  void onlyTheBeginningIsRead() {
    assertThat(Languages.identify("The mill is on the river. ".repeat(400) + "и не на что с как"))
        .contains("en");
  }
}
