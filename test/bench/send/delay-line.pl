#!/usr/bin/perl
# delay-line.pl SECONDS DEVICE DEVICE: two TUN devices, and every packet of one comes out of the other so much later.
#
# Perl, for it can do what Node can't: ioctl(2), which makes a TUN device of a file; and every Debian has it. The kernel's own way,
# tc-netem(8), is a module that many machines lack. Says "up" once both devices are there, and then, of TCP packets, a line for each
# beginning of a connection that comes from the first device (`syn TIME`) and for each payload that reaches it (`payload TIME`), in
# seconds of CLOCK_MONOTONIC.
use strict;
use warnings;
use Fcntl;
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC);

my ($delay, @names) = @ARGV;
$| = 1;

# if_tun.h: TUNSETIFF, with IFF_TUN | IFF_NO_PI: whole IP packets, and nothing before them.
my @devices = map {
    sysopen(my $device, '/dev/net/tun', O_RDWR | O_NONBLOCK) or die "/dev/net/tun: $!\n";
    ioctl($device, 0x400454ca, pack('Z16 S x22', $_, 0x1001)) or die "a TUN device: $!\n";
    $device;
} @names;
print "up\n";

my @queue;    # [due, to, packet], the oldest first: all wait equally long
for (;;) {
    my $left = @queue ? $queue[0][0] - now() : undef;
    my $readable = '';
    vec($readable, fileno $_, 1) = 1 for @devices;
    $left = 0 if defined $left && $left < 0;
    if (select($readable, undef, undef, $left) > 0) {
        for my $from (0, 1) {
            next unless vec($readable, fileno $devices[$from], 1);
            while (sysread $devices[$from], my $packet, 65536) {
                my ($flags, $payload) = tcp($packet);
                printf "syn %.6f\n", now() if $from == 0 && $flags & 2;
                push @queue, [now() + $delay, 1 - $from, $packet, $payload];
            }
        }
    }
    while (@queue && $queue[0][0] <= now()) {
        my (undef, $to, $packet, $payload) = @{shift @queue};
        syswrite $devices[$to], $packet;
        printf "payload %.6f\n", now() if $to == 0 && $payload > 0;
    }
}

sub now { clock_gettime(CLOCK_MONOTONIC) }

# The flags and the length of the payload, RFC 9293 section 3.1; zeros for what is not TCP over IPv4.
sub tcp {
    my ($packet) = @_;
    my ($version, $total) = unpack 'C x n', $packet;
    return (0, 0) if $version >> 4 != 4 || ord(substr $packet, 9, 1) != 6;
    my $header = ($version & 15) * 4;
    my ($offset, $flags) = unpack 'C C', substr $packet, $header + 12;
    return ($flags, $total - $header - ($offset >> 4) * 4);
}
