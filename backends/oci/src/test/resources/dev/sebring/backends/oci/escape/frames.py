# Frames made by hand, as root of a sandbox can.
def mac(text):
    return bytes.fromhex(text.replace(":", ""))


def checksum(data):
    total = sum(struct.unpack("!%dH" % (len(data) // 2), data))
    total = (total >> 16) + (total & 0xffff)
    return ~(total + (total >> 16)) & 0xffff


def packet(source, target, port, payload):
    """A UDP packet."""
    udp = struct.pack("!HHHH", 4000, port, 8 + len(payload), 0) + payload
    head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 1, 0, 64, 17, 0,
                       socket.inet_aton(source), socket.inet_aton(target))
    return head[:10] + struct.pack("!H", checksum(head)) + head[12:] + udp


def arp(operation, source_mac, source, target_mac, target, payload=b""):
    return struct.pack("!HHBBH6s4s6s4s", 1, 0x800, 6, 4, operation, mac(source_mac), socket.inet_aton(source),
                       mac(target_mac), socket.inet_aton(target)) + payload


def send(target_mac, source_mac, kind, content):
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW) as link:
        link.bind(("eth0", 0))
        return outcome(link.send, mac(target_mac) + mac(source_mac) + struct.pack("!H", kind) + content)


def heard(device, last_device, last, cookies):
    """On which devices which cookies arrive, until the last one does on the last device."""
    found = set()
    with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3)) as tap:
        tap.settimeout(30)
        if device:
            tap.bind((device, 0))
        print("listening", flush=True)
        while True:
            frame, where = tap.recvfrom(65536)
            arrives = where[2] != 4
            found.update((where[0][:2], cookie) for cookie in cookies if cookie.encode() in frame and arrives)
            if last.encode() in frame and arrives and where[0].startswith(last_device):
                return sorted(found)


IP, ARP, IP6, VLAN = 0x800, 0x806, 0x86dd, 0x8100
EVERYBODY = "ff:ff:ff:ff:ff:ff"


