#include "cxml2.h"
