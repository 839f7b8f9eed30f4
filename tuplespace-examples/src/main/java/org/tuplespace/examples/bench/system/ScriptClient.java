package org.tuplespace.examples.bench.system;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.redisson.Redisson;
import org.redisson.api.RScript;
import org.redisson.client.codec.ByteArrayCodec;

/** Calls a script that does nothing. A take is such a call too, and answers nothing of use. */
final class ScriptClient implements Client {

  private static final String DOES_NOTHING = "return false";

  private static final byte[] NOTHING = {};

  private final RScript script;
  private final String digest;
  private final String prefix;

  ScriptClient(Redisson redisson, String prefix) {
    this.script = redisson.getScript(ByteArrayCodec.INSTANCE);
    this.digest = script.scriptLoad(DOES_NOTHING);
    this.prefix = prefix;
  }

  @Override
  public void put(String key, byte[] payload) {
    call(key, payload);
  }

  private void call(String key, byte[] payload) {
    script.evalSha(
        RScript.Mode.READ_WRITE, digest, RScript.ReturnType.VALUE, List.of(prefix + key), payload);
  }

  @Override
  public byte[] take(String key) {
    call(key, NOTHING);
    return NOTHING;
  }

  @Override
  public CompletionStage<byte[]> takeLater(String key) {
    throw new UnsupportedOperationException("an empty script holds nothing");
  }

  @Override
  public void putAll(String key, List<byte[]> payloads) {
    payloads.forEach(payload -> put(key, payload));
  }

  @Override
  public void putEach(String name, int from, List<byte[]> payloads) {
    for (int i = 0; i < payloads.size(); i++) {
      put(name + (from + i), payloads.get(i));
    }
  }

  @Override
  public List<byte[]> takeSome(String key, int max) {
    throw new UnsupportedOperationException("an empty script holds nothing");
  }
}
