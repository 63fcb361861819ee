#include "link.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <unistd.h>

#include "die.h"
#include "netlink.h"

enum { IFLA_ADDRESS = 1, IFLA_IFNAME = 3, IFLA_MASTER = 10, IFLA_LINKINFO = 18, IFLA_NET_NS_FD = 28 };
enum { IFLA_INFO_KIND = 1, IFLA_INFO_DATA = 2, IFLA_INFO_SLAVE_KIND = 4, IFLA_INFO_SLAVE_DATA = 5, VETH_INFO_PEER = 1 };
enum { LEARNING = 8, UNICAST_FLOOD = 9, MCAST_FLOOD = 27, GROUP_FWD_MASK = 31, ISOLATED = 33 };
enum { IFA_ADDRESS = 1, IFA_LOCAL = 2 };
enum { RTA_GATEWAY = 5, RT_TABLE_MAIN = 254, RTPROT_BOOT = 3, RTN_UNICAST = 1 };
enum { NDA_LLADDR = 2, NTF_MASTER = 4, NUD_REACHABLE = 2, NUD_NOARP = 64 };

#define INSIDE "eth0"
#define NO_IPV6 "/proc/sys/net/ipv6/conf/all/disable_ipv6"

static uint32_t index_of(const char *name)
{
	uint32_t index = if_nametoindex(name);
	if (!index)
		die_errno("find the link %s", name);
	return index;
}

static void make_pair(int netlink, const struct link *link, int network_namespace)
{
	struct request request;
	struct ifinfomsg any = {0};
	uint32_t bridge = index_of(link->bridge);
	begin_request(&request, RTM_NEWLINK, NLM_F_CREATE | NLM_F_EXCL, &any, sizeof any);
	add_text(&request, IFLA_IFNAME, link->name);
	add_attribute(&request, IFLA_MASTER, &bridge, sizeof bridge);
	size_t info = begin_nest(&request, IFLA_LINKINFO);
	add_text(&request, IFLA_INFO_KIND, "veth");
	size_t data = begin_nest(&request, IFLA_INFO_DATA);
	size_t peer = begin_nest(&request, VETH_INFO_PEER);
	append(&request, &any, sizeof any);
	add_text(&request, IFLA_IFNAME, INSIDE);
	add_attribute(&request, IFLA_ADDRESS, link->hardware_address, sizeof link->hardware_address);
	add_attribute(&request, IFLA_NET_NS_FD, &network_namespace, sizeof network_namespace);
	end_nest(&request, peer);
	end_nest(&request, data);
	end_nest(&request, info);
	if (send_request(netlink, &request) != 0)
		die_errno("make the link %s to the bridge %s", link->name, link->bridge);
}

static void add_byte(struct request *request, uint16_t type, uint8_t value)
{
	add_attribute(request, type, &value, sizeof value);
}

/* The mask hands frames to reserved addresses (01:80:c2:00:00:0x) to the rules like all others: by default Linux takes
 * them past the bridge, and an IP packet in such a frame would reach the host as if it came from elsewhere. */
static void guard_port(int netlink, const struct link *link)
{
	struct request request;
	struct ifinfomsg port = {.index = (int32_t)index_of(link->name)};
	uint16_t reserved = 0xfffd;
	begin_request(&request, RTM_NEWLINK, 0, &port, sizeof port);
	size_t info = begin_nest(&request, IFLA_LINKINFO);
	add_text(&request, IFLA_INFO_SLAVE_KIND, "bridge");
	size_t settings = begin_nest(&request, IFLA_INFO_SLAVE_DATA);
	add_byte(&request, ISOLATED, 1);
	add_byte(&request, LEARNING, 0);
	add_byte(&request, UNICAST_FLOOD, 0);
	add_byte(&request, MCAST_FLOOD, 0);
	add_attribute(&request, GROUP_FWD_MASK, &reserved, sizeof reserved);
	end_nest(&request, settings);
	end_nest(&request, info);
	if (send_request(netlink, &request) != 0)
		die_errno("set up %s as a port of the bridge", link->name);
}

static void tell_bridge(int netlink, const struct link *link)
{
	struct request request;
	struct ndmsg entry = {
		.family = AF_BRIDGE,
		.index = (int32_t)index_of(link->name),
		.state = NUD_REACHABLE | NUD_NOARP,
		.flags = NTF_MASTER,
	};
	begin_request(&request, RTM_NEWNEIGH, NLM_F_CREATE | NLM_F_REPLACE, &entry, sizeof entry);
	add_attribute(&request, NDA_LLADDR, link->hardware_address, sizeof link->hardware_address);
	if (send_request(netlink, &request) != 0)
		die_errno("tell the bridge what is behind %s", link->name);
}

static void raise(int netlink, const char *name)
{
	struct request request;
	struct ifinfomsg up = {.index = (int32_t)index_of(name), .flags = IFF_UP, .change = IFF_UP};
	begin_request(&request, RTM_NEWLINK, 0, &up, sizeof up);
	if (send_request(netlink, &request) != 0)
		die_errno("bring %s up", name);
}

static void set_address(int netlink, const struct link *link)
{
	struct request request;
	struct ifaddrmsg header = {.family = AF_INET, .prefix = link->prefix, .index = index_of(INSIDE)};
	begin_request(&request, RTM_NEWADDR, NLM_F_CREATE | NLM_F_EXCL, &header, sizeof header);
	add_attribute(&request, IFA_LOCAL, &link->address, sizeof link->address);
	add_attribute(&request, IFA_ADDRESS, &link->address, sizeof link->address);
	if (send_request(netlink, &request) != 0)
		die_errno("give " INSIDE " its address");
}

static void set_default_route(int netlink, const struct link *link)
{
	struct request request;
	struct rtmsg route = {.family = AF_INET, .table = RT_TABLE_MAIN, .protocol = RTPROT_BOOT, .type = RTN_UNICAST};
	begin_request(&request, RTM_NEWROUTE, NLM_F_CREATE | NLM_F_EXCL, &route, sizeof route);
	add_attribute(&request, RTA_GATEWAY, &link->gateway, sizeof link->gateway);
	if (send_request(netlink, &request) != 0)
		die_errno("set the default route");
}

void join_bridge(const struct link *link, int network_namespace)
{
	int netlink = open_netlink();
	make_pair(netlink, link, network_namespace);
	guard_port(netlink, link);
	raise(netlink, link->name);
	tell_bridge(netlink, link);
	close(netlink);
}

void set_up_network(const struct link *link)
{
	int setting = open(NO_IPV6, O_WRONLY | O_CLOEXEC);
	if (setting < 0 || write(setting, "1", 1) != 1)
		die_errno("switch IPv6 off in %s", NO_IPV6);
	close(setting);
	int netlink = open_netlink();
	raise(netlink, "lo");
	set_address(netlink, link);
	raise(netlink, INSIDE);
	set_default_route(netlink, link);
	close(netlink);
}

int join(const char *path, int argc, char **argv)
{
	struct link link = read_link(argc, argv);
	int network_namespace = open(path, O_RDONLY | O_CLOEXEC);
	if (network_namespace < 0)
		die_errno("open %s", path);
	join_bridge(&link, network_namespace);
	if (setns(network_namespace, CLONE_NEWNET) != 0)
		die_errno("enter %s", path);
	set_up_network(&link);
	return 0;
}
