package org.brood.signature;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.brood.event.Events;
import org.brood.script.runtime.Messages;

/// Signature files from a fuzzer: nothing but messages comes out.
class SignatureFuzzTest {
  @FuzzTest
  void signatures(byte[] text) {
    Messages messages = (_, _, _, _, _) -> {};
    SignatureErrors errors = new SignatureErrors(messages);
    ScriptNames names = new ScriptNames(new Events(SignatureFileTest.runtime(messages)));

    SignatureSet set =
        new SignatureSet(new SignatureParser("fuzz.sig", text, names, errors).parse(), errors);
    set.check();
  }
}
