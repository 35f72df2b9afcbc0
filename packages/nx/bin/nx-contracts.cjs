#!/usr/bin/env node
"use strict";
require("@nx-contracts/cli/main");
