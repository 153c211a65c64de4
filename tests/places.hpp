#pragma once
#include <string>

namespace eigenscope {

/// The checkout that the tests were built from, and the folder they were built in: both without a slash at the end. In one small file of
/// their own, so that a compiler cache serves the tests of every checkout.
std::string source_folder();
std::string build_folder();

}
