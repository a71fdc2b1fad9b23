package io.meseta.core.resource;

import org.apache.mesos.v1.Protos.Resource;
import org.apache.mesos.v1.Protos.Value;

/**
 * A number with three decimals, kept as thousandths so that sums are exact.
 *
 * @param thousandths may be negative only as the outcome of a subtraction gone wrong
 */
record ScalarAmount(long thousandths) implements Amount {

  /** Rounds to the nearest thousandth, half away from zero, as Mesos does. */
  static ScalarAmount of(double value) {
    return new ScalarAmount(Thousandths.of(value));
  }

  @Override
  public Amount plus(Amount other) {
    return new ScalarAmount(thousandths + ((ScalarAmount) other).thousandths);
  }

  @Override
  public Amount minus(Amount other) {
    return new ScalarAmount(thousandths - ((ScalarAmount) other).thousandths);
  }

  @Override
  public boolean contains(Amount other) {
    return thousandths >= ((ScalarAmount) other).thousandths;
  }

  @Override
  public boolean isEmpty() {
    return thousandths == 0;
  }

  @Override
  public void writeTo(Resource.Builder builder) {
    builder
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(Thousandths.toDouble(thousandths)));
  }

  @Override
  public String toString() {
    return Thousandths.toText(thousandths);
  }
}
