package org.tuplespace.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeveralCallsTest {

  private final List<ScriptCall> again = new ArrayList<>();

  private static ScriptCall call(Script script, String... args) {
    return ScriptCall.of(script, "meta", Args.of(args));
  }

  private static ScriptCall out(String session, String slot) {
    return call(Script.OUT, session, slot, "1", "0", "0", "tuple");
  }

  private static ScriptCall take(String slot, String kind, String exact) {
    return call(
        Script.TAKE, "s", slot, "1", kind, "1", "w", "0", "", "", "1", "2", "VT", "key", exact, "");
  }

  private List<ScriptCall> units(ScriptCall... calls) {
    return SeveralCalls.of(List.of(calls), again::add);
  }

  private static List<String> words(Args args) {
    return IntStream.range(0, args.size()).mapToObj(i -> new String(args.get(i), UTF_8)).toList();
  }

  private static Reply reply(String statuses, String... parts) {
    return new Reply(statuses, Arrays.stream(parts).map(part -> part.getBytes(UTF_8)).toList());
  }

  @Test
  void one_isSentAsItIs() {
    ScriptCall one = out("s", "0");
    assertThat(units(one)).containsExactly(one);
  }

  @Test
  void operationsOfASession_becomeOne() {
    ScriptCall commit = call(Script.COMMIT, "s", "2", "7", "0:1", "1");
    List<ScriptCall> units = units(out("s", "0"), take("1", "I", "1"), commit);
    assertThat(units).hasSize(1);
    assertThat(units.get(0).script()).isEqualTo(Script.SEVERAL);
    assertThat(words(units.get(0).args()))
        .containsExactly(("s,o,0,1,tuple,i,8,1,1,w,1,,2,VT,key,C,4,2,7,0:1,1").split(",", -1));
  }

  @Test
  void takesByTheSameTemplates_nameThemOnce() {
    List<ScriptCall> units =
        units(take("0", "I", "1"), take("1", "I", "1"), out("s", "2"), take("2", "I", "1"));
    assertThat(words(units.get(0).args()))
        .containsExactly(
            "s,i,8,0,1,w,1,,2,VT,key,i,5,1,1,w,1,,o,2,1,tuple,i,5,2,1,w,1,".split(",", -1));
  }

  @Test
  void takesOfTheSameShape_nameItOnce() {
    List<ScriptCall> units =
        units(
            takeBy("0", "1", "", "VT", "key"),
            takeBy("1", "1", "", "VT", "other"),
            takeBy("2", "1", "", "VT", "key"),
            takeBy("3", "2", "", "VT", "other"),
            takeBy("4", "1", "0:1", "VT", "key"),
            takeBy("5", "1", "", "TV", "key"),
            takeBy("6", "1", "", "VT", "key"));
    assertThat(words(units.get(0).args()))
        .containsExactly(
            ("s,i,8,0,1,w,1,,2,VT,key,j,1,1,w,other,i,5,2,1,w,1,,i,8,3,1,w,2,,2,VT,other,"
                    + "i,8,4,1,w,1,0:1,2,VT,key,i,8,5,1,w,1,,2,TV,key,i,8,6,1,w,1,,2,VT,key")
                .split(",", -1));
  }

  private static ScriptCall takeBy(
      String slot, String max, String transaction, String shape, String key) {
    return call(
        Script.TAKE,
        "s",
        slot,
        "1",
        "I",
        max,
        "w",
        "0",
        "",
        transaction,
        "1",
        "2",
        shape,
        key,
        "1",
        "");
  }

  @Test
  void operationsOfAnotherKind_areToldInFull() {
    ScriptCall delayed = call(Script.OUT, "s", "0", "1", "0", "50", "tuple");
    List<ScriptCall> units = units(delayed, take("1", "R", "1"));
    assertThat(words(units.get(0).args()))
        .containsExactly(("s,O,5,0,1,0,50,tuple,T,14,1,1,R,1,w,0,,,1,2,VT,key,1,").split(",", -1));
  }

  @Test
  void scansAndOtherScripts_areLeftAlone() {
    ScriptCall scan = take("0", "I", "0");
    ScriptCall all = take("1", "A", "1");
    ScriptCall renewal = call(Script.RENEW, "s", "30000");
    assertThat(units(scan, all, renewal)).containsExactly(scan, all, renewal);
  }

  @Test
  void sessions_areKeptApart() {
    List<ScriptCall> units = units(out("s", "0"), out("t", "0"), out("s", "1"));
    assertThat(units).hasSize(2);
    assertThat(words(units.get(0).args())).startsWith("s");
    assertThat(words(units.get(1).args())).startsWith("t");
    assertThat(units.get(1).script()).isEqualTo(Script.OUT);
  }

  @Test
  void answers_goToTheirCalls() {
    ScriptCall out = out("s", "0");
    ScriptCall take = take("1", "I", "1");
    ScriptCall later = out("s", "2");
    ScriptCall merged = units(out, take, later).get(0);
    merged.reply().complete(reply("OK T:3 AGAIN", "1", "0", "bytes"));
    assertThat(out.reply().join().is("OK")).isTrue();
    assertThat(take.reply().join().is("T")).isTrue();
    assertThat(take.reply().join().text(2)).isEqualTo("bytes");
    assertThat(later.reply().join().is("AGAIN")).isTrue();
  }

  @Test
  void callThatWantsAScriptOfItsOwn_isSentByItself() {
    ScriptCall out = out("s", "0");
    ScriptCall other = out("s", "1");
    units(out, other).get(0).reply().complete(reply("ALONE OK"));
    assertThat(out.reply()).isNotDone();
    assertThat(again).hasSize(1);
    assertThat(units(again.get(0), out("s", "2"))).hasSize(2);
    again.get(0).reply().complete(reply("OK", ""));
    assertThat(out.reply().join().is("OK")).isTrue();
  }

  @Test
  void answerForAll_andErrors_goToEachCall() {
    ScriptCall out = out("s", "0");
    ScriptCall other = out("s", "1");
    units(out, other).get(0).reply().complete(reply("NOSESSION"));
    assertThat(out.reply().join().is("NOSESSION")).isTrue();
    assertThat(other.reply().join().is("NOSESSION")).isTrue();

    ScriptCall cut = out("s", "0");
    units(cut, out("s", "1")).get(0).reply().completeExceptionally(new IllegalStateException("x"));
    assertThatThrownBy(() -> cut.reply().join())
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("x");
  }
}
