package dev.sebring.backends.oci.network;

import dev.sebring.sandbox.DomainPattern;
import dev.sebring.sandbox.NetworkPolicy;
import java.io.IOException;
import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedErrorCodeOption;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * Answers name queries of a sandbox whose policy has lists. A listed name is asked of the host's
 * resolvers, by a query made anew so that nothing but its name and type gets there, and the
 * addresses in the answer are admitted before the sandbox learns them. An address that the policy
 * keeps from it, such as a private one, is left out of the answer. Any other name does not exist
 * (RFC 8914's "prohibited", where the asker reads that), so that a program fails at once.
 * Thread-safe.
 */
final class ListedNames {
  private static final int MOST_ADDRESSES = 64;
  private static final int LONGEST_CHAIN = 16;
  private static final int SMALLEST_DATAGRAM = 512;
  private static final int LARGEST_DATAGRAM = 1232;
  private static final Logger LOG = LoggerFactory.getLogger(ListedNames.class);

  private final NetworkPolicy policy;
  private final Admission admission;

  /**
   * @param policy which has lists
   */
  ListedNames(NetworkPolicy policy, Admission admission) {
    this.policy = policy;
    this.admission = admission;
  }

  /** Lets the sandbox reach what a name resolved to, or says that it cannot be. */
  interface Admission {
    boolean admit(DomainPattern domain, Collection<Inet4Address> addresses, Duration timeToLive);
  }

  /** Where a query that may be asked is asked. */
  interface Upstream {
    byte[] ask(byte[] query) throws IOException;
  }

  /**
   * @param overUdp whether the answer must fit into a datagram
   * @throws IOException if the query is not one, or no resolver answers
   */
  byte[] answer(byte[] bytes, Upstream upstream, boolean overUdp) throws IOException {
    Message query = new Message(bytes);
    if (query.getHeader().getFlag(Flags.QR)) {
      throw new IOException("not a query");
    }
    int limit = overUdp ? datagram(query) : Message.MAXLENGTH;
    List<Record> questions = query.getSection(Section.QUESTION);
    if (query.getHeader().getOpcode() != Opcode.QUERY
        || questions.size() != 1
        || questions.getFirst().getDClass() != DClass.IN) {
      return refusal(query, Rcode.REFUSED).toWire(limit);
    }
    Optional<DomainPattern> domain = listed(questions.getFirst().getName());
    if (domain.isEmpty()) {
      return refusal(query, Rcode.NXDOMAIN).toWire(limit);
    }
    byte[] received = upstream.ask(anew(query, limit).toWire());
    return admitted(query, received, domain.get()).toWire(limit);
  }

  /** A label with an escaped character is not a hostname's. */
  private Optional<DomainPattern> listed(Name name) {
    String text = name.toString();
    return text.contains("\\") ? Optional.empty() : policy.domainOf(text);
  }

  private static int datagram(Message query) {
    OPTRecord extended = query.getOPT();
    return extended == null
        ? SMALLEST_DATAGRAM
        : Math.clamp(extended.getPayloadSize(), SMALLEST_DATAGRAM, LARGEST_DATAGRAM);
  }

  private static Message anew(Message query, int limit) {
    Message fresh = new Message(query.getHeader().getID());
    fresh.getHeader().setFlag(Flags.RD);
    if (query.getHeader().getFlag(Flags.CD)) {
      fresh.getHeader().setFlag(Flags.CD);
    }
    fresh.addRecord(query.getQuestion(), Section.QUESTION);
    OPTRecord extended = query.getOPT();
    if (extended != null) {
      fresh.addRecord(new OPTRecord(limit, 0, 0, extended.getFlags()), Section.ADDITIONAL);
    }
    return fresh;
  }

  private Message admitted(Message query, byte[] received, DomainPattern domain) {
    Message answer;
    try {
      answer = new Message(received);
    } catch (IOException e) {
      LOG.debug("the host's resolver sent nonsense for a listed name", e);
      return refusal(query, Rcode.SERVFAIL);
    }
    if (!query.getQuestion().equals(answer.getQuestion())) {
      return refusal(query, Rcode.SERVFAIL);
    }
    List<ARecord> told = new ArrayList<>();
    long timeToLive = addresses(answer, told);
    List<Inet4Address> addresses =
        told.stream().map(record -> (Inet4Address) record.getAddress()).toList();
    if (!addresses.isEmpty()
        && !admission.admit(domain, addresses, Duration.ofSeconds(timeToLive))) {
      LOG.warn("a sandbox has too many addresses of listed domains: {} is not told", domain);
      return refusal(query, Rcode.SERVFAIL);
    }
    return only(told, answer);
  }

  /**
   * Collects the addresses of the asked name, aliases followed, that the policy lets it have.
   *
   * @return their time to live in seconds, the shortest on the way
   */
  private long addresses(Message answer, List<ARecord> into) {
    Set<Name> names = new HashSet<>(Set.of(answer.getQuestion().getName()));
    List<Record> records = answer.getSection(Section.ANSWER);
    long shortest = Integer.MAX_VALUE;
    for (int step = 0, known = 0; known != names.size() && step < LONGEST_CHAIN; step++) {
      known = names.size();
      for (Record record : records) {
        if (record instanceof CNAMERecord alias && names.contains(alias.getName())) {
          names.add(alias.getTarget());
          shortest = Math.min(shortest, alias.getTTL());
        }
      }
    }
    for (Record record : records) {
      if (record instanceof ARecord told
          && names.contains(told.getName())
          && into.size() < MOST_ADDRESSES
          && SpecialRanges.mayBeNamed((Inet4Address) told.getAddress(), policy)) {
        into.add(told);
        shortest = Math.min(shortest, told.getTTL());
      }
    }
    return shortest;
  }

  /** The answer without other addresses, and without what was not asked for. */
  private static Message only(List<ARecord> told, Message answer) {
    for (Record record : List.copyOf(answer.getSection(Section.ANSWER))) {
      if (record instanceof ARecord && !told.contains(record)) {
        answer.removeRecord(record, Section.ANSWER);
      }
    }
    OPTRecord extended = answer.getOPT();
    answer.removeAllRecords(Section.ADDITIONAL);
    if (extended != null) {
      answer.addRecord(extended, Section.ADDITIONAL);
    }
    return answer;
  }

  private static Message refusal(Message query, int code) {
    Message refusal = new Message(query.getHeader().getID());
    Header header = refusal.getHeader();
    header.setOpcode(query.getHeader().getOpcode());
    header.setFlag(Flags.QR);
    header.setFlag(Flags.RA);
    if (query.getHeader().getFlag(Flags.RD)) {
      header.setFlag(Flags.RD);
    }
    header.setRcode(code);
    query.getSection(Section.QUESTION).forEach(it -> refusal.addRecord(it, Section.QUESTION));
    if (query.getOPT() != null && code == Rcode.NXDOMAIN) {
      ExtendedErrorCodeOption reason =
          new ExtendedErrorCodeOption(
              ExtendedErrorCodeOption.PROHIBITED, "not on this sandbox's domainAllowList");
      refusal.addRecord(new OPTRecord(LARGEST_DATAGRAM, 0, 0, 0, reason), Section.ADDITIONAL);
    }
    return refusal;
  }
}
