package org.tuplespace.redis.cli.hosts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RemoteShellTest {

  private static final RemoteHost HOST = RemoteHost.of("ann@web1", 2222);

  @TempDir private Path directory;
  private StandInSsh ssh;

  @BeforeEach
  void makeHost() {
    ssh = new StandInSsh(directory);
    ssh.addHost("web1");
  }

  @Test
  void call_isMadeWithoutQuestions() throws InterruptedException {
    assertThat(ssh.to(HOST).call("pwd; cat", stream -> stream.write("given\n".getBytes())))
        .isEqualTo(ssh.home("web1") + "\ngiven\n");
    assertThat(ssh.calls())
        .contains("-T -o BatchMode=yes", "ConnectTimeout", "-p 2222 -- ann@web1 pwd; cat");
  }

  @Test
  void run_whatALoginPrints_isLeftOut() throws Exception {
    Files.writeString(ssh.home("web1").resolve("greeting"), "Welcome!\ndirectory x\n");
    List<String> answers =
        ssh.to(HOST)
            .run(
                RemoteScript.named("check")
                    .with(List.of("job's-1", "0", ssh.home("web1") + "/it's $x.log")));

    assertThat(answers).containsExactly("ended job's-1 ");
  }

  @Test
  void call_hostThatIsAway_saysWhatSshSaid() {
    assertThatThrownBy(() -> ssh.to("web2").call("true", stream -> {}))
        .isInstanceOfSatisfying(HostException.class, e -> assertThat(e.isAway()).isTrue())
        .hasMessage("ssh: connect to host web2 port 22: No route to host");
  }

  @Test
  void call_commandThatFails_saysSo() {
    assertThatThrownBy(
            () -> ssh.to(HOST).call("echo one >&2; echo no space left >&2; exit 3", stream -> {}))
        .isInstanceOfSatisfying(HostException.class, e -> assertThat(e.isAway()).isFalse())
        .hasMessage("no space left");
    assertThatThrownBy(() -> ssh.to(HOST).call("exit 3", stream -> {}))
        .hasMessage("ssh ended with status 3");
  }

  @Test
  void call_inputThatNobodyReads_isNoError() throws InterruptedException {
    assertThat(ssh.to(HOST).call("echo fine", stream -> stream.write(new byte[1 << 20])))
        .isEqualTo("fine\n");
  }

  @Test
  void call_tooSlow_isEnded() {
    RemoteShell shell = new RemoteShell(ssh.words(), HOST, Duration.ofMillis(300));
    assertThatThrownBy(() -> shell.call("exec sleep 1000", stream -> {}))
        .isInstanceOfSatisfying(HostException.class, e -> assertThat(e.isAway()).isTrue())
        .hasMessageContaining("not done within");
  }

  @Test
  void call_noSsh_saysSo() {
    RemoteShell shell = new RemoteShell(List.of("no-such-ssh", "-4"), HOST, Duration.ofSeconds(10));
    assertThatThrownBy(() -> shell.call("true", stream -> {}))
        .isInstanceOf(HostException.class)
        .hasMessageContaining("can't run no-such-ssh");
  }

  @Test
  void install_damagedJar_isNotUsed() throws IOException {
    Path file = Files.writeString(directory.resolve("a.jar"), "content");
    Jar jar = new Jar(file, "0123-a.jar", "0123", 7);

    assertThatThrownBy(() -> Installation.make(ssh.to(HOST), List.of(jar), false))
        .isInstanceOf(HostException.class)
        .hasMessage("0123-a.jar did not arrive whole");
    assertThat(ssh.home("web1").resolve(".cache/tuples/jars")).isEmptyDirectory();
  }

  @Test
  void install_wrongJava_saysWhatToDo() throws IOException {
    Path old = Files.writeString(directory.resolve("old java"), "#!/bin/sh\n");
    assertThatThrownBy(() -> Installation.make(ssh.to(withJava("/nowhere/java")), List.of(), true))
        .isInstanceOf(HostException.class)
        .hasMessageStartingWith("/nowhere/java -version fails; install Java 17 or later");

    Files.writeString(old, "#!/bin/sh\necho 'openjdk version \"1.8.0_292\"' >&2\n");
    assertThat(old.toFile().setExecutable(true)).isTrue();
    assertThatThrownBy(() -> Installation.make(ssh.to(withJava(old.toString())), List.of(), true))
        .isInstanceOf(HostException.class)
        .hasMessageStartingWith(old + " is Java 8; install Java 17 or later");
  }

  private static RemoteHost withJava(String java) {
    return new RemoteHost("web1", null, null, null, List.of(), "dir with 'quotes' $HOME", java);
  }
}
