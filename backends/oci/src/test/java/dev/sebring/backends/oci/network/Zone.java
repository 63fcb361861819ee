package dev.sebring.backends.oci.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Tokenizer;
import org.xbill.DNS.Type;

/** What a name server knows. */
final class Zone {
  private Zone() {}

  /** A record as in a zone file: {@code a.test. 60 IN A 192.0.2.1}. */
  static Record record(String line) {
    String[] words = line.split(" ", 5);
    try {
      return Record.fromString(
          Name.fromString(words[0]),
          Type.value(words[3]),
          DClass.IN,
          Long.parseLong(words[1]),
          new Tokenizer(words[4]),
          Name.root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The records of a name and type, with the aliases on the way. */
  static List<Record> answer(List<Record> records, Name asked, int type) {
    List<Record> answer = new ArrayList<>();
    Name name = asked;
    for (int step = 0; step < 8; step++) {
      Name current = name;
      for (Record record : records) {
        if (record.getName().equals(current) && record.getType() == type) {
          answer.add(record);
        } else if (record.getName().equals(current)
            && record instanceof CNAMERecord alias
            && !answer.contains(record)) {
          answer.add(record);
          name = alias.getTarget();
        }
      }
      if (name.equals(current)) {
        return answer;
      }
    }
    return answer;
  }
}
