package dev.sebring.backends.oci.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sebring.sandbox.DomainPattern;
import dev.sebring.sandbox.Ipv4Network;
import dev.sebring.sandbox.NetworkPolicy;
import java.io.IOException;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class ListedNamesTest {
  private static final HexFormat HEX = HexFormat.of();
  private final List<Message> asked = new ArrayList<>();
  private final List<String> admitted = new ArrayList<>();
  private boolean room = true;

  @Test
  void theAddressesOfAListedNameAreAdmittedForTheShortestTimeOnTheWay() throws IOException {
    Message answer =
        answer(
            query("www.example.com.", Type.A),
            "www.example.com. 60 IN CNAME x.cdn.test.",
            "x.cdn.test. 20 IN CNAME y.cdn.test.",
            "y.cdn.test. 300 IN A 198.18.0.1",
            "y.cdn.test. 300 IN A 198.18.0.2");
    assertThat(answer.getSection(Section.ANSWER)).hasSize(4);
    assertThat(admitted).containsExactly("*.example.com PT20S 198.18.0.1", "198.18.0.2");
  }

  @Test
  void aNameThatIsNotListedIsNotAskedAndDoesNotExist() throws IOException {
    Message answer = answer(query("example.com.", Type.A));
    assertThat(answer.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(answer.getQuestion().getName()).hasToString("example.com.");
    assertThat(asked).isEmpty();
  }

  @Test
  void anAskerThatReadsReasonsGetsOne() throws IOException {
    Message query = query("secret.evil.test.", Type.TXT);
    query.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
    assertThat(answer(query).getOPT().getOptions())
        .singleElement()
        .isInstanceOfSatisfying(
            ExtendedErrorCodeOption.class,
            reason -> assertThat(reason.getText()).contains("domainAllowList"));
  }

  @Test
  void aLabelWithADotInItIsNotTakenForAListedName() throws IOException {
    assertThat(answer(query("secret\\.example.com.", Type.A)).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(asked).isEmpty();
  }

  @Test
  void nothingOfAQueryButItsNameAndTypeLeaves() throws IOException {
    Message query = query("www.example.com.", Type.A);
    query.addRecord(Zone.record("secret.test. 60 IN TXT secret"), Section.ADDITIONAL);
    query.addRecord(
        new OPTRecord(4096, 0, 0, 0, new GenericEDNSOption(65001, "secret".getBytes())),
        Section.ADDITIONAL);
    answer(query, "www.example.com. 60 IN A 198.18.0.1");
    assertThat(asked)
        .singleElement()
        .satisfies(sent -> {
          assertThat(sent.getQuestion()).isEqualTo(query.getQuestion());
          assertThat(new String(sent.toWire())).doesNotContain("secret");
          assertThat(sent.getOPT().getOptions()).isEmpty();
        });
  }

  @Test
  void privateAddressesAreLeftOutUnlessANetworkOpensThem() throws IOException {
    Message answer =
        answer(
            query("www.example.com.", Type.A),
            "www.example.com. 60 IN A 10.0.0.1",
            "www.example.com. 60 IN A 169.254.169.254",
            "www.example.com. 60 IN A 127.0.0.1",
            "www.example.com. 60 IN A 192.168.7.7");
    assertThat(answer.getSection(Section.ANSWER))
        .singleElement()
        .satisfies(record -> assertThat(record.rdataToString()).isEqualTo("192.168.7.7"));
    assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
  }

  @Test
  void addressesOfOtherNamesInAnAnswerAreNotAdmitted() throws IOException {
    Message response = response(query("www.example.com.", Type.A));
    response.addRecord(Zone.record("www.example.com. 60 IN A 198.18.0.1"), Section.ANSWER);
    response.addRecord(Zone.record("evil.test. 60 IN A 198.18.0.2"), Section.ANSWER);
    response.addRecord(Zone.record("evil.test. 60 IN A 198.18.0.3"), Section.ADDITIONAL);
    Message answer = answer(query("www.example.com.", Type.A), response.toWire());
    assertThat(admitted).containsExactly("*.example.com PT1M 198.18.0.1");
    assertThat(answer.getSection(Section.ANSWER)).hasSize(1);
    assertThat(answer.getSection(Section.ADDITIONAL)).isEmpty();
  }

  @Test
  void anAnswerToAnotherQuestionIsAFailure() throws IOException {
    Message response = response(query("evil.example.com.", Type.A));
    response.addRecord(Zone.record("evil.example.com. 60 IN A 198.18.0.1"), Section.ANSWER);
    Message answer = answer(query("www.example.com.", Type.A), response.toWire());
    assertThat(answer.getRcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(admitted).isEmpty();
  }

  @Test
  void aSandboxWithTooManyAddressesGetsAFailureInsteadOfAnAddressThatItCannotReach()
      throws IOException {
    room = false;
    Message answer =
        answer(query("www.example.com.", Type.A), "www.example.com. 60 IN A 198.18.0.1");
    assertThat(answer.getRcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(answer.getSection(Section.ANSWER)).isEmpty();
  }

  @Test
  void ofEndlesslyManyAddressesOnlySomeAreTold() throws IOException {
    String[] many =
        IntStream.range(0, 250)
            .mapToObj(i -> "www.example.com. 60 IN A 198.18.0." + i)
            .toArray(String[]::new);
    Message answer = answer(query("www.example.com.", Type.A), many);
    assertThat(answer.getSection(Section.ANSWER)).hasSize(64);
    assertThat(admitted).hasSize(64);
  }

  @Test
  void anAnswerOverUdpFitsAndSaysThatItIsCut() throws IOException {
    String[] many =
        IntStream.range(0, 60)
            .mapToObj(i -> "www.example.com. 60 IN A 198.18.0." + i)
            .toArray(String[]::new);
    Message query = query("www.example.com.", Type.A);
    byte[] answer = names().answer(query.toWire(), upstream(many), true);
    assertThat(answer).hasSizeLessThanOrEqualTo(512);
    assertThat(new Message(answer).getHeader().getFlag(Flags.TC)).isTrue();
  }

  @Test
  void aliasesThatGoRoundInCirclesEnd() throws IOException {
    Message answer =
        answer(
            query("www.example.com.", Type.A),
            "www.example.com. 60 IN CNAME b.example.com.",
            "b.example.com. 60 IN CNAME www.example.com.");
    assertThat(answer.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(admitted).isEmpty();
  }

  @Test
  void whatIsNoPlainQuestionIsRefused() throws IOException {
    Message update = query("www.example.com.", Type.A);
    update.getHeader().setOpcode(Opcode.UPDATE);
    assertThat(answer(update).getRcode()).isEqualTo(Rcode.REFUSED);
    Message two = query("www.example.com.", Type.A);
    two.addRecord(question("secret.test.", Type.A, DClass.IN), Section.QUESTION);
    assertThat(answer(two).getRcode()).isEqualTo(Rcode.REFUSED);
    Message chaos = new Message(7);
    chaos.addRecord(question("www.example.com.", Type.TXT, DClass.CH), Section.QUESTION);
    assertThat(answer(chaos).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThat(asked).isEmpty();
    Message response = response(query("www.example.com.", Type.A));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> answer(response));
  }

  @Test
  void compressionPointersThatLeadNowhereAreAFailure() throws IOException {
    String question = "03777777076578616d706c6503636f6d0000010001";
    for (String record :
        List.of(
            "c02100010001000000ff0004c6120001", // points at itself
            "c0ff00010001000000ff0004c6120001", // beyond the end
            "c00c00010001000000ffffffc6120001", // longer than the message
            "c00c0001")) { // cut off
      byte[] response = HEX.parseHex("1234818000010001" + "00000000" + question + record);
      Message answer = answer(query("www.example.com.", Type.A), response);
      assertThat(answer.getRcode()).as(record).isEqualTo(Rcode.SERVFAIL);
    }
    byte[] good =
        HEX.parseHex(
            "1234818000010001" + "00000000" + question + "c00c000100010000003c0004c6120001");
    assertThat(answer(query("www.example.com.", Type.A), good).getSection(Section.ANSWER))
        .hasSize(1);
  }

  @Test
  void noisyMessagesOfEitherSideEndInAnAnswerOrAnIoException() throws IOException {
    Random random = new Random(4);
    byte[] query = query("www.example.com.", Type.A).toWire();
    Message full = response(query("www.example.com.", Type.A));
    full.addRecord(Zone.record("www.example.com. 60 IN A 198.18.0.1"), Section.ANSWER);
    byte[] response = full.toWire();
    for (int i = 0; i < 2_000; i++) {
      byte[] noisyQuery = noisy(query, random);
      byte[] noisyResponse = noisy(response, random);
      try {
        names().answer(noisyQuery, any -> noisyResponse, true);
      } catch (IOException e) {
        assertThat(e).isInstanceOf(IOException.class);
      }
    }
  }

  private static byte[] noisy(byte[] message, Random random) {
    byte[] noisy = Arrays.copyOf(message, Math.max(0, message.length - random.nextInt(8)));
    for (int i = random.nextInt(6); i > 0 && noisy.length > 0; i--) {
      noisy[random.nextInt(noisy.length)] = (byte) random.nextInt();
    }
    return noisy;
  }

  private ListedNames names() {
    NetworkPolicy policy =
        NetworkPolicy.listed(
            List.of(Ipv4Network.parse("192.168.7.0/24"), Ipv4Network.parse("0.0.0.0/0")),
            List.of(DomainPattern.parse("*.example.com")));
    return new ListedNames(policy, this::admit);
  }

  private boolean admit(DomainPattern domain, Collection<Inet4Address> addresses, Duration time) {
    if (room) {
      addresses.forEach(address ->
          admitted.add(
              (admitted.isEmpty() ? domain + " " + time + " " : "") + address.getHostAddress()));
    }
    return room;
  }

  private Message answer(Message query, String... records) throws IOException {
    return new Message(names().answer(query.toWire(), upstream(records), false));
  }

  private Message answer(Message query, byte[] response) throws IOException {
    return new Message(names().answer(query.toWire(), any -> response, false));
  }

  private ListedNames.Upstream upstream(String... records) {
    return bytes -> {
      Message query = new Message(bytes);
      asked.add(query);
      Message response = response(query);
      for (String record : records) {
        response.addRecord(Zone.record(record), Section.ANSWER);
      }
      return response.toWire();
    };
  }

  private static Message response(Message query) {
    Message response = new Message(query.getHeader().getID());
    response.getHeader().setFlag(Flags.QR);
    response.addRecord(query.getQuestion(), Section.QUESTION);
    return response;
  }

  private static Message query(String name, int type) throws IOException {
    return Message.newQuery(question(name, type, DClass.IN));
  }

  private static Record question(String name, int type, int dclass) throws IOException {
    return Record.newRecord(Name.fromString(name), type, dclass);
  }
}
