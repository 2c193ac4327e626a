"""Asks the compilers what initialisers mean, and writes cfamily.json.

Each snippet declares x. It is compiled into a program that prints the shape of x and its numbers exactly; null where the
compiler refuses it. Needs gcc, g++ with Eigen, javac, mcs and mono, go, rustc and gfortran.
"""

import json
import pathlib
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent

C = """
double x[2][3] = {{1, 2, 3}, {4, 5, 6}};
double x[2][3] = {1, 2, 3, 4, 5, 6};
double x[2][3] = {{1}, {4, 5}};
double x[2][3] = {1, 2, 3, 4};
double x[2][2][2] = {{1, 2, 3}, {{4}, 5, 6}};
double x[2][2][2] = {1, 2, {3, 4}, 5};
double x[][2] = {1, 2, 3};
double x[][2] = {{1}, {2, 3}, {4}};
double x[4] = {1};
float x[3] = {0.1, 0.1f, 16777217};
double x[] = {0.1f, 1e-45f, 3.4028235677973366e38f, 1e39f};
float x[] = {1.00000017881393432617187499f, 1.00000017881393432617187500f, 1.00000017881393432617187501f};
double x[] = {1.00000017881393432617187499f, 1.00000017881393432617187501f};
double x[] = {010, 0x1F, 0b11, 0x1.8p3, 0x1p-1074, 0X.8P+1f, 1.5e3};
double x[] = {1/2, 7/2, -7/2, 7%3, 1.0/3, 1/3.0f, 1.0f/3, 2*0.1, (1+2)*3};
double x[] = {(float)0.1, (int)2.9, -(float)0.1, (float)1/3, (double)1/3};
int x[] = {1.9, -1.9, 3};
double x[] = {1e400, -1e400, 1e-400, -0.0, 0, -0};
double x[] = {INFINITY, -INFINITY, NAN, HUGE_VAL, M_PI, -M_PI_2, M_SQRT1_2, DBL_EPSILON, FLT_MAX, DBL_MIN};
double x[] = {0.1L, 1.0L, 0.3333333333333333333333L, 1e-5L, 123456789.123456789L};
double x[] = {9007199254740993, 18446744073709551615u, 3000000000, 1u, 2L, 3ul, 4ll};
double x[] = {+1, - 2, -(3), 5., .5};
static const float x[2][2] = {{1.f, 2.F}, {3.0e-1f, 4}};
double x[2] = {1, 2, 3};
double x[2][2] = {{1, 2}, {3, 4}, {5, 6}};
double x[2][2] = {{1, 2, 3}, {4}};
double x[] = {1, 2,};
double x[] = {1f, 2};
double x[] = {1.0 2.0};
double x[] = {08};
double x[2*2] = {1, 2};
long x[] = {1L << 2, 3};
double x[] = {1, /* two */ 2, // three
  3};
#define N 3\\ndouble x[N] = {1, 2};
const int n = 2; double x[] = {n, 1};
float x[2][3] = {{1.5f, -2.5f}, {0}};
"""

CPP = """
std::vector<std::vector<double>> x = {{1, 2}, {3, 4}};
std::vector<double> x{1, 2, 3};
std::vector<float> x = {0.1f, 2, 0.3f};
std::vector<float> x{0.1, 16777217.0};
std::array<std::array<double, 3>, 2> x = {{{1, 2, 3}, {4, 5, 6}}};
std::array<std::array<double, 3>, 2> x = {{{{1, 2, 3}}, {{4, 5, 6}}}};
std::array<std::array<double, 3>, 2> x = {1, 2, 3, 4, 5, 6};
std::array<std::array<double, 3>, 2> x = {{1, 2, 3}, {4, 5, 6}};
std::array<double, 3> x = {{1, 2}};
std::array<double, 3> x{1, 2};
std::vector<std::array<double, 3>> x = {{1, 2, 3}, {4, 5, 6}};
std::vector<std::array<double, 3>> x = {{{1, 2, 3}}, {{4, 5, 6}}};
std::vector<std::array<double, 2>> x = {{1}, {2}};
std::initializer_list<double> x = {1, 2.5};
auto x = std::vector<float>{0.1f, 2};
std::vector<double> x({1, 2});
std::vector<int> x{1.5};
int x[] = {1.5};
std::vector<double> x = {1'000.5, 0x1.8p3, 0b101, 010, 1e400};
std::vector<double> x = {std::numeric_limits<double>::infinity(), -std::numeric_limits<float>::max(), std::numeric_limits<double>::epsilon()};
double x[2][3] = {1, 2, 3};
double x[2][2]{{1, 2}, {3}};
Eigen::MatrixXd x(2, 3); x << 1, 2, 3, 4, 5, 6;
Eigen::Matrix2f x; x << 0.1, 2, 3, 4;
Eigen::Matrix<double, 2, 3> x; x << 1, 2, 3, 4, 5, 6;
Eigen::Matrix<double, 3, 2, Eigen::RowMajor> x; x << 1, 2, 3, 4, 5, 6;
Eigen::VectorXd x(3); x << 1, 2, 3;
Eigen::Vector3f x; x << 0.1f, 2, 3;
double x[] = {1/2, 1.0f/3, (float)0.1, float(0.1), double(1)/3};
std::vector<std::vector<double>> x(2, std::vector<double>(2, 0.5));
std::vector<double> x(3, 0.5);
std::array<float, 2> x = {0.1, 1e-50};
"""

JAVA = """
double[][] x = {{1, 2}, {3, 4}};
double[][] x = new double[][]{{1, 2}, {3, 4}};
double x[][] = {{1, 2}, {3, 4}};
double[] x[] = {{1, 2}, {3, 4}};
float[] x = {1.0f, 2, 0.1f, 16777217};
double[] x = {0.1f, 1d, 2D, 3L, 1_000, 1__0, .5, 5., 1e-5};
double[] x = {010, 0x1F, 0b11, 0x1.8p1, 0x1p-3f, 0777L};
double[] x = {1/2, 7/2, -7/2, -7%3, 1.0/3, 1.0f/3, 2*0.1, (1+2)*3, 1.0/0, 0.0/0};
double[] x = {(float)0.1, (int)2.9, -(float)0.1, (double)1/3};
double[] x = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Math.PI, -Math.E, Double.MIN_VALUE, Float.MAX_VALUE, Integer.MAX_VALUE};
float[] x = {Float.NaN, (float)Math.PI, Float.MIN_VALUE};
java.util.List<java.util.List<Double>> x = java.util.List.of(java.util.List.of(1.0, 2.0), java.util.List.of(3.0, 4.0));
List<List<Double>> x = List.of(List.of(1.0, 2.0), List.of(3.0, 4.0));
List<Float> x = Arrays.asList(0.1f, 2f);
var x = new double[][]{new double[]{1, 2}, {3, 4}};
float[] x = {1.00000017881393432617187499f, 1.00000017881393432617187501f};
double[] x = {1e400};
double[] x = {1e-400};
float[] x = {1e39f};
float[] x = {1e-50f};
double[] x = {3000000000};
int[] x = {2147483648};
int[] x = {-2147483648, 2147483647};
long[] x = {3000000000L, 1};
int[] x = {1.0};
float[] x = {0.1};
double[] x = {true};
double[] x = {null};
double[][] x = {1, 2};
double[] x = {{1, 2}};
double[] x = {1, 2,};
double[][] x = new double[2][3];
double[] x = {08};
double[] x = {1e400/1e400};
"""

CSHARP = """
double[,] x = { { 1, 2 }, { 3, 4 } };
double[,] x = new double[,] { { 1, 2 }, { 3, 4 } };
double[,] x = new double[2, 2] { { 1, 2 }, { 3, 4 } };
double[,] x = new double[2, 3] { { 1, 2 }, { 3, 4 } };
double[,,] x = { { { 1 }, { 2 } }, { { 3 }, { 4 } } };
var x = new[] { new[] { 1.0, 2.0 }, new[] { 3.0, 4.0 } };
var x = new[,] { { 1.0, 2 }, { 3, 4 } };
double[][] x = { new double[] { 1, 2 }, new[] { 3.0, 4 } };
double[][] x = new double[][] { new double[] { 1, 2 }, new double[] { 3, 4 } };
float[] x = { 1.0f, 2, 0.1f, 16777217 };
double[] x = { 0.1f, 1d, 2D, 3L, .5, 1e-5, 010, 0x1F, 1u, 4f };
double[] x = { 1/2, 7/2, -7/2, -7%3, 1.0/3, 2*0.1, (1+2)*3, 1.0/0 };
double[] x = { double.NaN, double.PositiveInfinity, -double.PositiveInfinity, Math.PI, Math.E, double.Epsilon, float.MaxValue };
float[] x = { float.NaN, float.NegativeInfinity, (float)Math.PI, float.Epsilon };
var x = new List<double> { 1, 2 };
List<float> x = new List<float>() { 0.1f, 2 };
double[] x = { 1e400 };
float[] x = { 0.1 };
int[] x = { 1.0 };
double[] x = { true };
double[] x = { 1, 2, };
double[][] x = { { 1, 2 }, { 3, 4 } };
double[,] x = { { 1, 2 }, { 3 } };
decimal[] x = { 0.1m, 2 };
"""

GO = """
x := [][]float64{{1, 2}, {3, 4}}
x := [2][3]float64{{1, 2}, {3}}
x := [2][3]float64{{1, 2}}
x := [3]float64{1}
x := [...]float64{1, 2}
x := [...][2]float64{{1}, {2, 3}}
x := [][2]float64{{1}, {2, 3}}
var x = []float32{0.1, 2, 16777217}
var x [2]float64 = [2]float64{1, 2}
x := []float32{1.00000017881393432617187499, 1.00000017881393432617187501}
x := []float64{math.Inf(1), math.Inf(-1), math.NaN(), math.Pi, math.E, math.Sqrt2, math.MaxFloat64}
x := []float64{1/3.0, 1/2, 7/2, -7/2, 0.1+0.2, 1.1*1.1, math.Pi/2, 2*math.Pi, -1/3.0, (1+2)*3.5, 1.0/3*3}
x := []float64{1_000, 0x1p-2, 0b11, 0o17, 010, 0x1F, .5, 5., 1e-400, 9007199254740993}
x := []float64{float64(float32(0.1)), float64(1)/3, float64(2)}
x := [][]float64{[]float64{1, 2}, {3, 4}}
x := []int{1, -2, 3}
x := []float64{1e400}
x := []float32{1e39}
x := []int{1.5}
x := [2]float64{1, 2, 3}
x := [2][3]float64{1, 2, 3, 4, 5, 6}
x := []float64{1, 2,}
x := []float64{1.0, 2.5e3, -0.0}
x := []float64{true}
x := []float64{nil}
x := []float64{1__0}
x := []float64{08}
x := []float64{1, 2
}
x := []float64{2: 1.0}
x := []float64{1 << 3}
"""

RUST = """
let x = [[1.0, 2.0], [3.0, 4.0]];
let x: [[f64; 3]; 2] = [[1., 2., 3.], [4., 5., 6.]];
let x: Vec<Vec<f32>> = vec![vec![0.1, 2.0], vec![3.0, 16777217.0]];
let x = [0.5; 4];
let x = vec![0.5; 4];
let x = [[0.0; 3]; 2];
let x = vec![vec![1.0, 2.0]; 2];
let x = [[1.0, 2.0]; 2];
let x = [1f32, 0.1, 1_000.0];
let x = [0.1f32, 0.2f32];
let x: [f32; 3] = [1.00000017881393432617187499, 1.00000017881393432617187501, 0.1];
let x = [1.0_f64, f64::NAN, -f64::INFINITY, std::f64::consts::PI, -1.0, f64::EPSILON, f64::MAX];
let x = [0.1 as f32 as f64, 1 as f64, -1.5 as f32 as f64];
let x = [1.0 / 3.0, 2.0 * 0.1, 0.1 + 0.2, (1.0 + 2.0) * 3.5];
let x = [1 / 2, 7 / 2, -7 / 2, 7 % 3];
let x: [f64; 2] = [1e-400, 1e308];
let x: &[f64] = &[1.0, 2.0];
let x = &[[1.0, 2.0], [3.0, 4.0]];
let x = [0x1F, 0o17, 0b11, 1_0, 010];
let x = [1f64, 2f64];
const N: usize = 2; let x = [1.5; N];
let x: [f64; 2] = [1, 2];
let x = [1, 2.0];
let x = [1e400];
let x: [f32; 1] = [1e39];
let x: [f64; 3] = [1.0, 2.0];
let x = [[1.0], [2.0, 3.0]];
let x: [i32; 1] = [1.5];
let x = [1.0f32 / 3.0, 2.0];
let x: [f64; 2] = [1.0, 2.0,];
let x = [0.1f32, 0.2f64];
let x = [-0.0, 0.0];
"""

FORTRAN = """
real(8) :: x(2,3) = reshape([1d0, 2d0, 3d0, 4d0, 5d0, 6d0], [2, 3])
real(8) :: x(2,3) = reshape((/ 1d0, 2d0, 3d0, 4d0, 5d0, 6d0 /), (/ 2, 3 /))
real(8), parameter :: x(2,3) = reshape([1d0, 2d0, 3d0, 4d0, 5d0, 6d0], [2, 3], order=[2, 1])
real :: x(2,2) = reshape([0.1, 0.2, 0.3, 0.4], [2, 2])
real(8) :: x(2,2) = reshape([0.1, 0.2, 0.3, 0.4], shape=[2, 2])
real(8) :: x(2) = [0.1, 0.2]
real(8) :: x(2) = [0.1d0, 0.2D0]
real(8) :: x(2) = [0.1_8, 1e-5_8]
real :: x(3) = [0.1, 16777217.0, 1.0e-3]
real :: x(2) = [0.1d0, 0.2d0]
real(8) :: x(3) = [1, 2, 3]
real(8) :: x(2) = [real(8) :: 1, 0.1]
integer :: x(3) = [1, -2, 3]
integer :: x(2) = [1.9, -1.9]
real(8) :: x(2,3) = transpose(reshape([1d0, 2d0, 3d0, 4d0, 5d0, 6d0], [3, 2]))
REAL(KIND=8), DIMENSION(2) :: X = (/ 1.0D0, -2.5D-3 /)
double precision :: x(2) = [1d0/3, 2d0**3]
real :: x(2) = [1.0/3, 2.0/3]
integer :: x(3) = [7/2, -7/2, 2**3]
real(8) :: x(3) = [1.d0, .5d0, -1d+2]
real(8) :: x(3) = [1d0, & ! one
  & 2d0, &
  3d0]
real(8) :: x(2) = [0.1d0, 0.1]
real(8) :: x(2) = [1d0, 2]
real :: x(1) = [1e39]
real(8) :: x(1) = [1d400]
real(8) :: x(3) = [1d0, 2d0]
real(8) :: x(2,2) = [1d0, 2d0, 3d0, 4d0]
real(8) :: x(4) = [[1d0, 2d0], [3d0, 4d0]]
real(8) :: x(2) = [.true., .false.]
real :: x(2) = [1.00000017881393432617187499, 1.00000017881393432617187501]
real*8 :: x(2) = [1d0, 2d0]
real(8) :: x(1) = [1.0d0_8]
"""


def compiled(source, name, build, run, folder):
    path = folder / name
    path.write_text(source)
    built = subprocess.run(build, cwd=folder, capture_output=True, text=True)
    if built.returncode != 0:
        return None
    done = subprocess.run(run, cwd=folder, capture_output=True, text=True)
    if done.returncode != 0:
        return None
    shape, *values = done.stdout.split("\n")
    return {"shape": [int(size) for size in shape.split()], "values": [bits(value) for value in values if value]}


def bits(text):
    """A printed number as hexadecimal floating point, which is exact."""
    return float.fromhex(text).hex() if "0x" in text else float(text).hex()


def c(text, folder):
    head, _, _ = text.partition("=")
    axes = head.rpartition("x[")[2].count("]") if "x[" in head else 1
    sizes = ", ".join(f"sizeof(x{'[0]' * k}) / sizeof(x{'[0]' * (k + 1)})" for k in range(axes))
    source = f"""#include <math.h>
#include <float.h>
#include <stdio.h>
{text if text.startswith('#') else ''}
int main(void) {{
  {'' if text.startswith('#') else text}
  size_t sizes[] = {{{sizes}}};
  for (int k = 0; k < {axes}; k++) printf("%zu ", sizes[k]);
  printf("\\n");
  __typeof__(x{'[0]' * axes}) *p = (void *)x;
  for (size_t k = 0; k < sizeof(x) / sizeof(*p); k++) printf("%a\\n", (double)p[k]);
}}"""
    return compiled(source, "a.c", ["gcc", "-std=gnu2x", "-w", "a.c", "-o", "a", "-lm"], ["./a"], folder)


def cpp(text, folder):
    source = """#include <array>
#include <cstdio>
#include <initializer_list>
#include <limits>
#include <vector>
#include <Eigen/Dense>
template <class T> void sizes(const T &x) {
  if constexpr (std::is_arithmetic_v<T>) return;
  else if constexpr (std::is_base_of_v<Eigen::EigenBase<T>, T>) {
    if (T::ColsAtCompileTime == 1) printf("%d ", (int)x.rows());
    else printf("%d %d ", (int)x.rows(), (int)x.cols());
  } else { printf("%zu ", (size_t)std::size(x)); sizes(*std::begin(x)); }
}
template <class T> void numbers(const T &x) {
  if constexpr (std::is_arithmetic_v<T>) printf("%a\\n", (double)x);
  else if constexpr (std::is_base_of_v<Eigen::EigenBase<T>, T>) {
    for (int i = 0; i < x.rows(); i++) for (int j = 0; j < x.cols(); j++) printf("%a\\n", (double)x(i, j));
  } else for (const auto &row : x) numbers(row);
}
int main() {
  TEXT
  sizes(x); printf("\\n"); numbers(x);
}""".replace("TEXT", text)
    build = ["g++", "-std=c++17", "-w", "-I/usr/include/eigen3", "a.cpp", "-o", "a"]
    return compiled(source, "a.cpp", build, ["./a"], folder)


def java(text, folder):
    source = """import java.lang.reflect.Array;
import java.util.*;
public class A {
  static Object[] items(Object x) {
    if (x instanceof List) return ((List<?>) x).toArray();
    Object[] all = new Object[Array.getLength(x)];
    for (int k = 0; k < all.length; k++) all[k] = Array.get(x, k);
    return all;
  }
  static void sizes(Object x) {
    if (x instanceof Number) return;
    Object[] all = items(x);
    System.out.print(all.length + " ");
    sizes(all[0]);
  }
  static void numbers(Object x) {
    if (x instanceof Number) {
      double value = ((Number) x).doubleValue();
      System.out.println(Double.isNaN(value) ? "nan" : Double.isInfinite(value) ? value > 0 ? "inf" : "-inf" : Double.toHexString(value));
    } else for (Object row : items(x)) numbers(row);
  }
  public static void main(String[] args) {
    TEXT
    sizes(x); System.out.println(); numbers(x);
  }
}""".replace("TEXT", text)
    return compiled(source, "A.java", ["javac", "-nowarn", "A.java"], ["java", "-Xshare:auto", "A"], folder)


def csharp(text, folder):
    source = """using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
static class A {
  static void Sizes(object x) {
    if (!(x is IEnumerable)) return;
    var array = x as Array;
    if (array != null) for (int k = 0; k < array.Rank; k++) Console.Write(array.GetLength(k) + " ");
    else Console.Write(((ICollection)x).Count + " ");
    foreach (var row in (IEnumerable)x) { Sizes(row); break; }
  }
  static void Numbers(object x) {
    if (x is IEnumerable) { foreach (var row in (IEnumerable)x) Numbers(row); return; }
    double value = Convert.ToDouble(x);
    if (double.IsNaN(value)) Console.WriteLine("nan");
    else if (double.IsInfinity(value)) Console.WriteLine(value > 0 ? "inf" : "-inf");
    else Console.WriteLine(value.ToString("R", CultureInfo.InvariantCulture));
  }
  static void Main() {
    TEXT
    Sizes(x); Console.WriteLine(); Numbers(x);
  }
}""".replace("TEXT", text)
    return compiled(source, "a.cs", ["mcs", "-nowarn:0219", "a.cs"], ["mono", "a.exe"], folder)


def go(text, folder):
    uses = 'var _ = math.Pi'
    source = """package main
import ("fmt"; "math"; "reflect"; "strconv")
USES
func sizes(v reflect.Value) {
  if v.Kind() != reflect.Slice && v.Kind() != reflect.Array { return }
  fmt.Print(v.Len(), " ")
  sizes(v.Index(0))
}
func numbers(v reflect.Value) {
  switch v.Kind() {
  case reflect.Slice, reflect.Array:
    for k := 0; k < v.Len(); k++ { numbers(v.Index(k)) }
  case reflect.Float32, reflect.Float64:
    fmt.Println(strconv.FormatFloat(v.Float(), 'x', -1, 64))
  default:
    fmt.Println(v.Int())
  }
}
func main() {
  TEXT
  sizes(reflect.ValueOf(x)); fmt.Println(); numbers(reflect.ValueOf(x))
}""".replace("USES", uses).replace("TEXT", text)
    return compiled(source, "a.go", ["go", "build", "-o", "a", "a.go"], ["./a"], folder)


def rust(text, folder):
    source = """#![allow(warnings)]
#![deny(overflowing_literals)]
trait Show { fn sizes(&self); fn numbers(&self); }
macro_rules! number { ($($t:ty),*) => { $(impl Show for $t {
  fn sizes(&self) {}
  fn numbers(&self) { println!("{:e}", *self as f64) }
})* } }
number!(f32, f64, i32, i64);
impl<T: Show> Show for [T] {
  fn sizes(&self) { print!("{} ", self.len()); self[0].sizes() }
  fn numbers(&self) { for row in self { row.numbers() } }
}
impl<T: Show, const N: usize> Show for [T; N] { fn sizes(&self) { self[..].sizes() } fn numbers(&self) { self[..].numbers() } }
impl<T: Show> Show for Vec<T> { fn sizes(&self) { self[..].sizes() } fn numbers(&self) { self[..].numbers() } }
impl<T: Show + ?Sized> Show for &T { fn sizes(&self) { (**self).sizes() } fn numbers(&self) { (**self).numbers() } }
fn main() {
  TEXT
  x.sizes(); println!(); x.numbers();
}""".replace("TEXT", text)
    return compiled(source, "a.rs", ["rustc", "--edition", "2021", "a.rs"], ["./a"], folder)


def fortran(text, folder):
    loops = {
        1: "do i = 1, size(x, 1)\n write(*, '(ES26.17E4)') dble(x(i))\nend do",
        2: "do i = 1, size(x, 1)\n do j = 1, size(x, 2)\n write(*, '(ES26.17E4)') dble(x(i, j))\nend do\nend do",
    }
    axes = 2 if "x(2,3)" in text or "x(2,2)" in text else 1
    source = f"program a\n{text}\ninteger :: i, j\nwrite(*, '(*(I0, 1X))') shape(x)\n{loops[axes]}\nend program\n"
    return compiled(source, "a.f90", ["gfortran", "-w", "a.f90", "-o", "a"], ["./a"], folder)


LANGUAGES = {
    "c": (C, c),
    "cpp": (CPP, cpp),
    "java": (JAVA, java),
    "csharp": (CSHARP, csharp),
    "go": (GO, go),
    "rust": (RUST, rust),
    "FortranFreeForm": (FORTRAN, fortran),
}


def snippets(text):
    """One a line; a line that begins with white space or a brace goes on with the one before."""
    found = []
    for line in text.strip("\n").split("\n"):
        if line[0] in " }":
            found[-1] += "\n" + line
        else:
            found.append(line.replace("\\n", "\n"))
    return found


def main():
    golden = {}
    for language, (text, ask) in LANGUAGES.items():
        golden[language] = []
        for snippet in snippets(text):
            with tempfile.TemporaryDirectory() as folder:
                golden[language].append({"text": snippet, "array": ask(snippet, pathlib.Path(folder))})
    lines = [
        f"  {json.dumps(language)}: [\n" + ",\n".join(f"    {json.dumps(case)}" for case in cases) + "\n  ]"
        for language, cases in golden.items()
    ]
    (HERE / "cfamily.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main()
