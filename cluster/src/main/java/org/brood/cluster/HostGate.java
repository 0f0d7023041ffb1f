package org.brood.cluster;

import java.util.HashMap;
import java.util.Map;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.cluster.ClusterEvent;
import org.apache.pekko.cluster.ClusterEvent.ClusterDomainEvent;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Down;
import org.apache.pekko.cluster.typed.Subscribe;
import org.jspecify.annotations.Nullable;

/// The one actor of a host: it knows which hosts are members, and messages of other hosts come in
/// and go out through it.
final class HostGate extends AbstractBehavior<Object> {
  /// The role that Pekko knows managers by.
  static final String MANAGER_ROLE = "manager";

  /// What comes in.
  interface Listener {
    /// A host is a member now. It has not said yet who it is.
    ///
    /// @param start tells it from others that were at this address before
    void joined(Address address, String start);

    /// A host is a member no more. It may never have been one quite, but may have said who it is;
    /// may be told twice.
    void left(Address address);

    /// Whether a member answers at the moment.
    void reachable(Address address, boolean reachable);

    /// A host said something. Pekko vouches only for the cluster, so its own word must do for who
    /// it is.
    void said(HostMessage message);
  }

  /// Something to be sent.
  ///
  /// @param to a member, null for all others
  record Send(@Nullable Address to, HostMessage message) {}

  /// A member that shall be one no more.
  record Expel(Address who) {}

  private final Listener listener;
  private final ActorRefResolver resolver;
  private final Cluster cluster;
  private final UniqueAddress self;
  private final Map<Address, ActorRef<Object>> members = new HashMap<>();

  private HostGate(ActorContext<Object> context, Listener listener) {
    super(context);
    this.listener = listener;
    cluster = Cluster.get(context.getSystem());
    self = cluster.selfMember().uniqueAddress();
    resolver = ActorRefResolver.get(context.getSystem());
    cluster
        .subscriptions()
        .tell(Subscribe.create(context.getSelf().unsafeUpcast(), ClusterDomainEvent.class));
  }

  static Behavior<Object> create(Listener listener) {
    return Behaviors.setup(context -> new HostGate(context, listener));
  }

  @Override
  public Receive<Object> createReceive() {
    return newReceiveBuilder()
        .onMessage(HostMessage.class, message -> done(() -> listener.said(message)))
        .onMessage(Send.class, send -> done(() -> send(send)))
        .onMessage(Expel.class, expel -> done(() -> cluster.manager().tell(new Down(expel.who))))
        .onMessage(ClusterEvent.MemberUp.class, up -> done(() -> up(up.member())))
        .onMessage(ClusterEvent.MemberWeaklyUp.class, up -> done(() -> up(up.member())))
        .onMessage(ClusterEvent.MemberDowned.class, down -> done(() -> gone(down.member())))
        .onMessage(ClusterEvent.MemberRemoved.class, gone -> done(() -> gone(gone.member())))
        .onMessage(
            ClusterEvent.UnreachableMember.class,
            event -> done(() -> listener.reachable(event.member().address(), false)))
        .onMessage(
            ClusterEvent.ReachableMember.class,
            event -> done(() -> listener.reachable(event.member().address(), true)))
        .onMessage(Object.class, _ -> this)
        .build();
  }

  private Behavior<Object> done(Runnable what) {
    what.run();
    return this;
  }

  private void up(Member member) {
    if (!member.uniqueAddress().equals(self)) {
      members.put(member.address(), gateAt(member.address()));
    }
    listener.joined(member.address(), start(member.uniqueAddress()));
  }

  /// The number of one start of a member.
  static String start(UniqueAddress member) {
    return Long.toUnsignedString(member.longUid(), 36);
  }

  private ActorRef<Object> gateAt(Address address) {
    return resolver.resolveActorRef(address + "/user");
  }

  private void gone(Member member) {
    members.remove(member.address());
    listener.left(member.address());
  }

  private void send(Send send) {
    if (send.to == null) {
      members.values().forEach(gate -> gate.tell(send.message));
      return;
    }
    if (send.to.equals(self.address())) {
      listener.said(send.message);
      return;
    }
    // Who sends a host's first message may know of it earlier than this host's view of the members.
    ActorRef<Object> gate = members.get(send.to);
    (gate == null ? gateAt(send.to) : gate).tell(send.message);
  }
}
